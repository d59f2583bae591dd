import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Machine } from "./machine.ts";

/** Keeps results as they were measured, round by round, in a file whose name begins with `prefix`. Gives the file's path. */
export function keep({ date, commit }: Machine, results: object, prefix = ""): string {
  const folder = new URL("../results/", import.meta.url);
  mkdirSync(folder, { recursive: true });
  const file = new URL(`${prefix}${date.replace(/[:.]/g, "-")}-${commit.slice(0, 10)}.json`, folder);
  writeFileSync(file, `${JSON.stringify(results, null, 2)}\n`);
  return fileURLToPath(file);
}
