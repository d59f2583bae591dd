import { csvReader } from "./csv/csvReader.ts";
import type { ReadGroup } from "./importedProduct.ts";
import { jsonLinesReader } from "./jsonLines/jsonLinesReader.ts";
import type { ImportNotice } from "./report.ts";
import type { ImportSource } from "./source.ts";

/** What is to be told of a file beside its products. */
export interface Told {
  readonly warnings?: readonly ImportNotice[];
  readonly errors?: readonly ImportNotice[];
}

/** Reads products out of a file of one kind. */
export interface ProductReader {
  /** Reads the file to its end and keeps none of it. Throws ImportRefused for another kind of file, and for one cut short. */
  check(onBytes: (bytes: number) => void): Promise<void>;
  /** The file's products, each as soon as it is read; after `check`. */
  products(onBytes: (bytes: number) => void, tell: (told: Told) => void): AsyncIterable<ReadGroup>;
}

/** The reader for a file: JSON Lines by its name's end, a Shopify export otherwise. Prices are in `currency` (ISO 4217). */
export function readerOf(source: ImportSource, currency: string): ProductReader {
  return /\.(jsonl|ndjson)$/i.test(source.name) ? jsonLinesReader(source) : csvReader(source, currency);
}
