import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/**
 * Installs the packages of a folder that has a lock of its own, where they are missing or stale. They are no part of the
 * project's dependencies: only a benchmark wants them. `say` is told what is being done. Throws with npm's reason.
 */
export function installOnce(folder: URL, what: string, say: (phrase: string) => void): void {
  const lock = readFileSync(new URL("package-lock.json", folder), "utf8");
  /** A copy of the lock that was installed. */
  const stampFile = new URL("node_modules/.installed-lock.json", folder);
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === lock) return;
  say(`Installing ${what}`);
  const { status, stderr, error } = spawnSync("npm", ["ci", "--ignore-scripts", "--loglevel=error"], {
    cwd: fileURLToPath(folder),
    encoding: "utf8",
    stdio: ["ignore", "ignore", "pipe"],
  });
  if (status !== 0) throw new Error(`${what} could not be installed: ${error?.message ?? stderr}`);
  writeFileSync(stampFile, lock);
}
