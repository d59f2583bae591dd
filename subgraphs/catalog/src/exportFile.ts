import type { Environment } from "@angidi/subgraph";
import { readConfig } from "./config.ts";
import { type ExportOptions, type ExportSummary, exportToFile } from "./export/exportToFile.ts";
import { openPorts } from "./subgraph.ts";

export interface ExportSettings extends ExportOptions {
  /** Its name ends in `.csv` or `.jsonl`. */
  readonly file: string;
  readonly environment: Environment;
}

/** Exports the products of the catalogue that the environment names. Throws ExportRefused, as `exportToFile` does. */
export async function exportFile({ file, environment, ...options }: ExportSettings): Promise<ExportSummary> {
  const { ports, close } = await openPorts(readConfig(environment), { services: askNobody });
  try {
    return await exportToFile(ports, file, options);
  } finally {
    await close();
  }
}

/** What is exported is the catalogue's own. */
function askNobody(name: string): never {
  throw new Error(`An export does not ask ${name}`);
}
