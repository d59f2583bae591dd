import { spawn } from "node:child_process";
import { closeSync, openSync, readFileSync, renameSync, statSync } from "node:fs";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Account } from "./account.ts";
import type { Binaries } from "./binaries.ts";
import { cannotWrite, EmbeddedPostgresFailed, noSpace, saysNoSpace } from "./errors.ts";
import { giveToOwner } from "./place.ts";
import { disownStalePostmaster, isServerOf, runningPostmaster } from "./postmasterFile.ts";

interface Start {
  cluster: string;
  logFile: string;
  port: number;
  account: Account;
  binaries: Binaries;
  durable: boolean;
}

/** Recovery after a crash can take its time; a server that has given up is noticed at once. */
const START_DEADLINE = 120_000;
const STOP_DEADLINE = 60_000;
const POLL = 20;
const LONGEST_LOG = 10_000_000;

/** Starts the server and resolves when it takes connections, with "port taken" when it could not have its port. */
export async function startServer(start: Start): Promise<"ready" | "port taken"> {
  disownStalePostmaster(start.cluster);
  const { log, from } = openLog(start.logFile);
  // A session of its own: Ctrl-C in the terminal reaches us alone, and the server lives until we have drained.
  const child = spawn(start.binaries.postgres, ["-D", start.cluster, ...serverOptions(start)], {
    ...start.account,
    cwd: "/",
    detached: true,
    env: { LC_ALL: "C" },
    stdio: ["ignore", log, log],
  });
  closeSync(log);
  let failure: string | undefined;
  child.once("error", (error) => {
    failure = error.message;
  });
  child.once("exit", () => {
    failure ??= "";
  });
  child.unref();

  const deadline = Date.now() + START_DEADLINE;
  while (failure === undefined) {
    const running = runningPostmaster(start.cluster);
    if (running?.status === "ready" && running.pid === child.pid) return "ready";
    if (Date.now() > deadline) failure = "it was not ready in time";
    await pause(POLL);
  }
  failure ||= logFrom(start.logFile, from);
  if (/could not bind|Address already in use|could not create any TCP\/IP sockets/.test(failure)) return "port taken";
  throw startFailed(start, failure);
}

/**
 * The folder in which a server of this cluster has its Unix socket, which costs half of what a TCP connection does; null
 * where there can be none: on Windows, and where the path would be longer than systems allow (108 bytes, on macOS 104).
 * Nobody but the cluster's owner gets into it.
 */
export function socketFolderOf(cluster: string): string | null {
  const longest = Buffer.byteLength(join(cluster, ".s.PGSQL.65535.lock"));
  return process.platform === "win32" || longest > 100 ? null : cluster;
}

function serverOptions({ cluster, port, durable }: Start): string[] {
  const settings = {
    port,
    listen_addresses: "127.0.0.1",
    unix_socket_directories: socketFolderOf(cluster) ?? "",
    // A platform's pools and listeners take up to 120 when all are busy; tests run several platforms at a time.
    max_connections: durable ? 250 : 800,
    shared_buffers: "256MB", // taken page by page as it is used; a search of 100,000 products reads some 100 MB
    // One machine and no replica: less is written, and less runs.
    wal_level: "minimal",
    max_wal_senders: 0,
    max_logical_replication_workers: 0,
    jit: "off", // our statements are short; compiling them costs more than it gives
    timezone: "UTC",
    log_timezone: "UTC",
    ...(!durable && { fsync: "off", synchronous_commit: "off", full_page_writes: "off", max_wal_size: "256MB" }),
  };
  return Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}

function startFailed({ cluster, logFile }: Start, log: string): EmbeddedPostgresFailed {
  if (saysNoSpace(log)) return noSpace(cluster);
  const reason = log.match(/(?:FATAL|PANIC): *.*/g)?.at(-1) ?? log.trim().split("\n").at(-1);
  return new EmbeddedPostgresFailed(
    `PostgreSQL could not start in ${cluster} (${reason || "it said nothing"}; more in ${logFile}): restore the folder ` +
      "from a backup or move it away to begin with an empty database.",
  );
}

/**
 * Stops a server as PostgreSQL's "fast": open transactions are rolled back, everything committed is written. Resolves
 * when it is gone.
 */
export async function stopServer(cluster: string): Promise<void> {
  const running = runningPostmaster(cluster);
  if (!running) return;
  try {
    process.kill(running.pid, "SIGINT");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
  await serverGone(cluster, running.pid);
}

/** Waits until a server that is on its way out has gone. */
export async function serverGone(cluster: string, pid: number): Promise<void> {
  const deadline = Date.now() + STOP_DEADLINE;
  while (isServerOf(cluster, pid)) {
    if (Date.now() > deadline) {
      throw new EmbeddedPostgresFailed(
        `PostgreSQL in ${cluster} (process ${pid}) does not stop: end that process with SIGINT and try again.`,
      );
    }
    await pause(POLL);
  }
}

/** A port on which nothing listens: the preferred one if possible. */
export async function freePort(preferred: number): Promise<number> {
  return (await tryPort(preferred)) ?? (await tryPort(0))!;
}

function tryPort(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(undefined));
    server.listen({ port, host: "127.0.0.1", exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" ? address?.port : undefined));
    });
  });
}

function openLog(file: string): { log: number; from: number } {
  try {
    const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
    if (size > LONGEST_LOG) renameSync(file, `${file}.1`);
    const log = openSync(file, "a", 0o600);
    giveToOwner(dirname(file), file);
    return { log, from: size > LONGEST_LOG ? 0 : size };
  } catch (cause) {
    throw cannotWrite(file, cause);
  }
}

function logFrom(file: string, from: number): string {
  return readFileSync(file).subarray(from).toString("utf8");
}
