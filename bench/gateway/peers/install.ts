import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const folder = new URL("./", import.meta.url);
const lockFile = new URL("package-lock.json", folder);
/** A copy of the lock that was installed. */
const stampFile = new URL("node_modules/.installed-lock.json", folder);

/**
 * Installs the other gateways where they are missing or stale. They are no part of the project's own dependencies: only
 * this benchmark wants them. `say` is told what is being done. Throws with npm's reason.
 */
export function installPeers(say: (phrase: string) => void): void {
  const lock = readFileSync(lockFile, "utf8");
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === lock) return;
  say("Installing the other gateways");
  const { status, stderr, error } = spawnSync("npm", ["ci", "--ignore-scripts", "--loglevel=error"], {
    cwd: fileURLToPath(folder),
    encoding: "utf8",
    stdio: ["ignore", "ignore", "pipe"],
  });
  if (status !== 0) throw new Error(`The other gateways could not be installed: ${error?.message ?? stderr}`);
  writeFileSync(stampFile, lock);
}
