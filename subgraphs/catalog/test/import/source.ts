import { readFileSync } from "node:fs";
import type { ImportNotice } from "../../src/import/report.ts";
import type { ImportSource } from "../../src/import/source.ts";

/** A file in memory, read in pieces so small that they end in the middle of everything. */
export function sourceOf(content: string | Buffer, { name = "products.csv", pieces = 7 } = {}): ImportSource {
  const bytes = Buffer.from(content);
  return {
    name,
    totalBytes: bytes.length,
    async *open() {
      for (let start = 0; start < bytes.length; start += pieces) yield bytes.subarray(start, start + pieces);
    },
  };
}

export function fixture(name: string): string {
  return readFileSync(new URL(`./fixtures/${name}`, import.meta.url), "utf8");
}

/** A file with one product per row: the columns that matter, in the order of the cells. */
export function csv(...rows: string[]): string {
  return [simpleHeader, ...rows].join("\n");
}

const simpleHeader =
  "Handle,Title,Variant SKU,Variant Price,Option1 Name,Option1 Value,Variant Inventory Qty,Variant Inventory Tracker";

/** Notices as they are printed. */
export function told(notices: readonly ImportNotice[]): string[] {
  return notices.map(({ line, message }) => `${line}: ${message}`);
}
