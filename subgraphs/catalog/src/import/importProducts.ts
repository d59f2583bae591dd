import type { Ports } from "../ports.ts";
import { categoryFinder } from "./categoryFinder.ts";
import { findScatteredHandles, groupRows } from "./groups.ts";
import type { ImportedProduct } from "./importedProduct.ts";
import { readProduct } from "./readProduct.ts";
import { type ImportProgress, type ImportSummary, Report } from "./report.ts";
import { readTable } from "./rows.ts";
import { saveBatch } from "./saveBatch.ts";
import type { ImportSource } from "./source.ts";

export interface ImportOptions {
  readonly onProgress?: (progress: ImportProgress) => void;
  readonly signal?: AbortSignal;
}

/** As much as goes into one transaction, and as much as is in memory at a time. */
const mostProducts = 50;
const mostVariants = 1_000;

/**
 * Imports a Shopify product CSV export. The file is read to its end before anything is written: what turns out to be of
 * another kind, or cut short, leaves the catalogue as it was (ImportRefused). After that a bad row costs that row alone.
 */
export async function importProducts(
  ports: Ports,
  source: ImportSource,
  { onProgress, signal }: ImportOptions = {},
): Promise<ImportSummary> {
  const report = new Report();
  const { totalBytes } = source;
  let bytesRead = 0;
  const progress = (phase: ImportProgress["phase"]) => {
    signal?.throwIfAborted();
    onProgress?.({ phase, bytesRead, totalBytes, products: report.products });
  };
  const readIn = (phase: ImportProgress["phase"]) =>
    readTable(source, (bytes) => {
      bytesRead = bytes;
      progress(phase);
    });

  const { rows } = await readIn("checking");
  const scattered = await findScatteredHandles(rows);

  const table = await readIn("importing");
  if (!table.columns.has("quantity")) {
    report.warn([{ line: 1, message: "The file has no column of quantities; all of it is sold without limit." }]);
  }
  const categoryOf = categoryFinder(ports);
  let batch: ImportedProduct[] = [];
  let variants = 0;
  const flush = async () => {
    if (batch.length === 0) return;
    await saveBatch(ports, batch, categoryOf, report);
    batch = [];
    variants = 0;
    progress("importing");
  };

  for await (const group of groupRows(table.rows, scattered, (notice) => report.fail([notice]))) {
    const { product, warnings, errors } = readProduct(group, { ...table, currency: ports.currency });
    report.warn(warnings);
    report.fail(errors);
    if (!product) {
      report.count("skipped");
      continue;
    }
    batch.push(product);
    variants += product.variants.length;
    if (batch.length >= mostProducts || variants >= mostVariants) await flush();
  }
  await flush();
  return report.summary();
}
