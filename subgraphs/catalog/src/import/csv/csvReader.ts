import type { ProductReader } from "../productReader.ts";
import type { ImportSource } from "../source.ts";
import { findScatteredHandles, groupRows } from "./groups.ts";
import { readProduct } from "./readProduct.ts";
import { readTable } from "./rows.ts";

/** Reads a Shopify product CSV export: a product is all rows of one handle. */
export function csvReader(source: ImportSource, currency: string): ProductReader {
  let scattered: ReadonlySet<string> = new Set();
  return {
    async check(onBytes) {
      const { rows } = await readTable(source, onBytes);
      scattered = await findScatteredHandles(rows);
    },

    async *products(onBytes, tell) {
      const table = await readTable(source, onBytes);
      if (!table.columns.has("quantity")) {
        const message = "The file has no column of quantities; what is new in it is sold without limit.";
        tell({ warnings: [{ line: 1, message }] });
      }
      const groups = groupRows(table.rows, scattered, (notice) => tell({ errors: [notice] }));
      for await (const group of groups) yield readProduct(group, { ...table, currency });
    },
  };
}
