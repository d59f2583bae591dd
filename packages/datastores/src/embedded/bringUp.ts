import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { type Account, accountFor } from "./account.ts";
import { type Binaries, findBinaries } from "./binaries.ts";
import { EmbeddedPostgresFailed } from "./errors.ts";
import { initialise, SUPERUSER } from "./initialise.ts";
import { newClusterPath, reachablePlace } from "./place.ts";
import { runningPostmaster } from "./postmasterFile.ts";
import { freePort, serverGone, startServer } from "./server.ts";
import { newPassword, readSettings, type Settings, writeSettings } from "./settings.ts";

interface Surroundings {
  folder: string;
  durable: boolean;
  onProgress: (phrase: string) => void;
}

interface Running {
  settings: Settings;
  adopted: boolean;
}

/** Sees to it that a server runs on the folder's cluster: the one that does already, or a new one. */
export async function bringUp(surroundings: Surroundings): Promise<Running> {
  const { folder, onProgress } = surroundings;
  const known = readSettings(folder);
  const cluster = known?.cluster ?? join(folder, "cluster");
  if (known && existsSync(cluster)) {
    const port = await portOfRunning(known);
    if (port !== undefined) {
      onProgress("Using the PostgreSQL that is running already");
      return { settings: { ...known, port }, adopted: true };
    }
  } else if (existsSync(cluster)) {
    throw new EmbeddedPostgresFailed(
      `The file ${folder}/settings.json with the passwords of the database is missing: restore it, or move ${folder} ` +
        "away to begin with an empty database.",
    );
  }

  const account = accountFor(cluster);
  const binaries = findBinaries(account, () => reachablePlace(folder, account), onProgress);
  const settings = known && existsSync(cluster) ? known : await create(surroundings, account, binaries);
  checkVersion(settings.cluster, binaries);
  onProgress("Starting PostgreSQL");
  return { settings: await start(surroundings, settings, account, binaries), adopted: false };
}

/** The port of the server that runs on a cluster and answers; undefined when none runs, or none any more. */
async function portOfRunning({ cluster, password }: Settings): Promise<number | undefined> {
  for (;;) {
    const running = runningPostmaster(cluster);
    if (!running) return undefined;
    if (running.status === "stopping") {
      await serverGone(cluster, running.pid);
    } else if (running.status === "starting") {
      await pause(20); // it recovers, or gives up and goes
    } else {
      await checkAnswers(cluster, running, password);
      return running.port;
    }
  }
}

async function checkAnswers(cluster: string, { pid, port }: { pid: number; port: number }, password: string) {
  const client = new pg.Client({
    host: "127.0.0.1",
    port,
    user: SUPERUSER,
    password,
    database: "postgres",
    connectionTimeoutMillis: 5_000,
  });
  client.on("error", () => {});
  try {
    await client.connect();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : cause;
    throw new EmbeddedPostgresFailed(
      `PostgreSQL is running in ${cluster} (process ${pid}) but does not answer (${reason}): end that process with ` +
        "SIGINT and try again.",
      { cause },
    );
  } finally {
    await client.end();
  }
}

async function create({ folder, durable, onProgress }: Surroundings, account: Account, binaries: Binaries) {
  onProgress("Creating an empty PostgreSQL database");
  const cluster = newClusterPath(folder, reachablePlace(folder, account));
  const settings: Settings = { cluster, port: 0, password: newPassword(), roles: {} };
  // First the password, then the cluster: the other way round a crash in between would leave it locked for ever.
  writeSettings(folder, settings);
  await initialise({ cluster, password: settings.password, account, binaries, durable });
  return settings;
}

function checkVersion(cluster: string, { majorVersion }: Binaries): void {
  let version: string;
  try {
    version = readFileSync(join(cluster, "PG_VERSION"), "utf8").trim();
  } catch (cause) {
    throw new EmbeddedPostgresFailed(
      `The folder ${cluster} holds no PostgreSQL database (PG_VERSION cannot be read): restore it from a backup, or ` +
        "move it away to begin with an empty one.",
      { cause },
    );
  }
  if (version === majorVersion) return;
  throw new EmbeddedPostgresFailed(
    `The database in ${cluster} was made by PostgreSQL ${version} and this is ${majorVersion}: move it away to begin ` +
      "with an empty one, or run it with its own version and set DATABASE_URL.",
  );
}

const MOST_PORTS = 3;

async function start({ folder, durable }: Surroundings, known: Settings, account: Account, binaries: Binaries) {
  let settings = known;
  const logFile = join(folder, "postgres.log");
  for (let attempt = 1; attempt <= MOST_PORTS; attempt++) {
    const port = await freePort(attempt === 1 ? settings.port : 0);
    if (port !== settings.port) {
      settings = { ...settings, port };
      writeSettings(folder, settings);
    }
    const outcome = await startServer({ cluster: settings.cluster, logFile, port, account, binaries, durable });
    if (outcome === "ready") return settings;
  }
  throw new EmbeddedPostgresFailed(
    `PostgreSQL in ${folder} finds no free port on 127.0.0.1: end what holds them, or set DATABASE_URL.`,
  );
}
