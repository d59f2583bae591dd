import { readFileSync, readlinkSync, realpathSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isAlive, programOf } from "./process.ts";

/** What a running server writes down in its cluster (postmaster.pid, one value a line). */
export interface Postmaster {
  pid: number;
  port: number;
  status: "starting" | "ready" | "stopping";
}

const PID_LINE = 0;
const PORT_LINE = 3;
const STATUS_LINE = 7;

/** The server that runs on a cluster, undefined when there is none. */
export function runningPostmaster(cluster: string): Postmaster | undefined {
  const lines = readLines(cluster);
  const pid = Number(lines?.[PID_LINE]);
  if (!lines || !isServerOf(cluster, pid)) return undefined;
  const status = lines[STATUS_LINE]?.trim();
  return {
    pid,
    port: Number(lines[PORT_LINE]),
    status: status === "ready" || status === "stopping" ? status : "starting",
  };
}

/**
 * A server that was killed leaves its file, and by now its id may belong to some other process of ours: PostgreSQL
 * would take that one for a server and refuse to start. The file itself must stay (by the key of the shared memory in
 * it PostgreSQL finds survivors of the old server), so an id that no process can have is put into it.
 */
export function disownStalePostmaster(cluster: string): void {
  const lines = readLines(cluster);
  const pid = Number(lines?.[PID_LINE]);
  if (!lines || !isAlive(pid) || isServerOf(cluster, pid)) return;
  lines[PID_LINE] = "2147483646";
  writeFileSync(join(cluster, "postmaster.pid"), lines.join("\n"));
}

/** Whether the process is a server on this cluster. */
export function isServerOf(cluster: string, pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0 || !isAlive(pid)) return false;
  if (process.platform !== "linux") return programOf(pid).includes("postgres");
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(cluster); // a server works in its cluster's folder
  } catch {
    return false;
  }
}

function readLines(cluster: string): string[] | undefined {
  try {
    return readFileSync(join(cluster, "postmaster.pid"), "utf8").split("\n");
  } catch {
    return undefined;
  }
}
