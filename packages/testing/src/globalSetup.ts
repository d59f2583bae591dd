import { accessSync, chmodSync, constants, mkdtempSync, readdirSync, rmSync, statfsSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "@angidi/datastores";

const PREFIX = "angidi-test-";

/** In memory where there is room: a database is some three hundred files, and each test file makes its own. */
const PLACES = ["/dev/shm"];
const ENOUGH = 2 * 1024 ** 3;

declare global {
  var angidiTestCluster: { postgres: EmbeddedPostgres; folder: string } | undefined;
}

/** Starts one PostgreSQL for the whole run, unless TEST_POSTGRES_URL names one (of a superuser, for throwing away). */
export default async function globalSetup(): Promise<void> {
  if (process.env.TEST_POSTGRES_URL) return;
  await removeAbandoned();
  const place = PLACES.find(isRoomy) ?? tmpdir();
  const folder = mkdtempSync(join(place, `${PREFIX}${process.pid}-`));
  chmodSync(folder, 0o711); // run by root, PostgreSQL runs as another user, who has to get through
  const postgres = await startEmbeddedPostgres({ folder, durable: false });
  globalThis.angidiTestCluster = { postgres, folder };
  process.env.TEST_POSTGRES_URL = postgres.adminUrl("postgres");
}

function isRoomy(place: string): boolean {
  try {
    accessSync(place, constants.W_OK);
    const { bavail, bsize } = statfsSync(place);
    return bavail * bsize >= ENOUGH;
  } catch {
    return false;
  }
}

/** Stops and removes the clusters of runs that were killed before their end. */
async function removeAbandoned(): Promise<void> {
  for (const folder of [...PLACES, tmpdir()].flatMap(abandonedIn)) {
    try {
      const left = await startEmbeddedPostgres({ folder, durable: false });
      await left.remove();
      rmSync(folder, { recursive: true, force: true });
    } catch {
      // Broken, or another user's. Neither must keep this run from starting.
    }
  }
}

function abandonedIn(place: string): string[] {
  if (!isDirectory(place)) return [];
  return readdirSync(place)
    .filter((entry) => {
      const pid = Number(new RegExp(`^${PREFIX}(\\d+)-`).exec(entry)?.[1]);
      return pid > 0 && !isAlive(pid);
    })
    .map((entry) => join(place, entry));
}

function isDirectory(place: string): boolean {
  return statSync(place, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
