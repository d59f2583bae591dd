import { csvFormat } from "./csvFormat.ts";
import type { ExportedProduct } from "./exportProducts.ts";
import { jsonLinesFormat } from "./jsonLinesFormat.ts";

/** A kind of file that products are exported to. */
export interface ProductFormat {
  /** What a file begins with. */
  readonly beginning: string;
  /** A product as the file has it, its line ends included; null for one that the format has no room for. */
  write(exported: ExportedProduct): string | null;
  /** The slug of the product that a file's last complete line is about; undefined where nothing can be gone on from. */
  slugOf?(line: string): string | undefined;
}

/** The format of a file by its name's end: `.csv`, or `.jsonl`; undefined for another one. */
export function formatOf(fileName: string): ProductFormat | undefined {
  if (/\.csv$/i.test(fileName)) return csvFormat;
  if (/\.(jsonl|ndjson)$/i.test(fileName)) return jsonLinesFormat;
  return undefined;
}
