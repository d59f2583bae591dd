import type { Environment, Surroundings } from "@angidi/subgraph";
import { readConfig } from "./config.ts";
import { fileSource } from "./import/fileSource.ts";
import { importProducts } from "./import/importProducts.ts";
import type { ImportProgress, ImportSummary } from "./import/report.ts";
import { openPorts } from "./subgraph.ts";

export interface ImportSettings {
  /** A Shopify product CSV export, or JSON Lines. */
  readonly file: string;
  readonly environment: Environment;
  /** The way to inventory, which gets the stock. */
  readonly services: Surroundings["services"];
  readonly onProgress?: (progress: ImportProgress) => void;
  /** Ends the import after the products under way; importing again goes on from there. */
  readonly signal?: AbortSignal;
}

/**
 * Imports a file of products into the catalogue that the environment names, and its stock into inventory. Throws
 * ImportRefused, with a sentence for whoever called, when the file is none to import; nothing was imported then.
 */
export async function importFile({
  file,
  environment,
  services,
  onProgress,
  signal,
}: ImportSettings): Promise<ImportSummary> {
  const source = await fileSource(file);
  const { ports, close } = await openPorts(readConfig(environment), { services });
  try {
    return await importProducts(ports, source, { onProgress, signal });
  } finally {
    await close();
  }
}
