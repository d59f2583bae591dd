import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Logger } from "pino";
import type { LocalConfig } from "./config.ts";
import { giveMemoryBack } from "./demoMemory.ts";

/**
 * Fills the demo store the first time that the folder is used with these databases. A platform without it is of use
 * too, so a failure is told and no more. Gives whether the store is filled.
 */
export async function fillDemoStoreOnce(config: LocalConfig, log: Logger, fill: () => Promise<void>): Promise<boolean> {
  const file = join(config.dataFolder, "demo-store");
  const stores = demoStoresKey(config);
  if (read(file).includes(stores)) return true;
  try {
    await fill();
    giveMemoryBack();
    writeFileSync(file, `${stores}\n`, { flag: "a" });
    return true;
  } catch (error) {
    log.warn({ err: error }, "The demo store could not be filled; the next start tries again");
    return false;
  }
}

/** Stands for the databases of a configuration, in what a data folder remembers of them. */
export function demoStoresKey({ databaseUrls }: Pick<LocalConfig, "databaseUrls">): string {
  return createHash("sha256").update(JSON.stringify(databaseUrls)).digest("hex");
}

function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
