import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Logger } from "pino";
import type { LocalConfig } from "./config.ts";

/**
 * Fills the demo store the first time that the folder is used with these databases. A platform without it is of use
 * too, so a failure is told and no more.
 */
export async function fillDemoStoreOnce(config: LocalConfig, log: Logger, fill: () => Promise<void>): Promise<void> {
  const file = join(config.dataFolder, "demo-store");
  const stores = createHash("sha256").update(JSON.stringify(config.databaseUrls)).digest("hex");
  if (read(file).includes(stores)) return;
  try {
    await fill();
    writeFileSync(file, `${stores}\n`, { flag: "a" });
  } catch (error) {
    log.warn({ err: error }, "The demo store could not be filled; the next start tries again");
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
