import type { Ports } from "../ports.ts";
import { categoryFinder } from "./categoryFinder.ts";
import type { ImportedProduct } from "./importedProduct.ts";
import { readerOf } from "./productReader.ts";
import { type ImportProgress, type ImportSummary, Report } from "./report.ts";
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
 * Imports a file of products: a Shopify product CSV export, or JSON Lines. It is read to its end before anything is
 * written: what turns out to be of another kind, or cut short, leaves the catalogue as it was (ImportRefused). After that
 * a bad row costs that row alone. Whatever ended an import, importing the file again goes on from there.
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
  const reading = (phase: ImportProgress["phase"]) => (bytes: number) => {
    bytesRead = bytes;
    progress(phase);
  };

  const reader = readerOf(source, ports.currency);
  await reader.check(reading("checking"));

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

  const groups = reader.products(reading("importing"), ({ warnings = [], errors = [] }) => {
    report.warn(warnings);
    report.fail(errors);
  });
  for await (const { product, warnings, errors } of groups) {
    report.warn(warnings);
    report.fail(errors);
    if (!product) {
      report.count("skipped");
      continue;
    }
    batch.push(product);
    variants += product.variants?.length ?? 0;
    if (batch.length >= mostProducts || variants >= mostVariants) await flush();
  }
  await flush();
  return report.summary();
}
