import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** Whether a process with this id runs, whoever owns it. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/**
 * A name for a running process that no later one with the same id has: its id and when it began. Undefined when no
 * such process runs. (After a restart of the machine or the container the same ids are handed out again.)
 */
export function processIdentity(pid: number): string | undefined {
  const began = process.platform === "linux" ? startTicks(pid) : startTime(pid);
  return began ? `${pid} ${began}` : undefined;
}

function startTicks(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The second field is the command in parentheses and may hold anything; fields are counted from behind it.
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
  } catch {
    return undefined;
  }
}

function startTime(pid: number): string | undefined {
  return spawnSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" }).stdout?.trim() || undefined;
}

/** The name of the program that a process runs, "" when that cannot be found out. */
export function programOf(pid: number): string {
  return spawnSync("ps", ["-o", "comm=", "-p", String(pid)], { encoding: "utf8" }).stdout?.trim() ?? "";
}
