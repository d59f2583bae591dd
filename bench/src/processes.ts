import { readdirSync, readFileSync } from "node:fs";

/** The length of a tick in /proc, in milliseconds; Linux counts a hundred in a second on all common machines. */
const tickMilliseconds = 10;
const pageBytes = 4096;

interface Stat {
  readonly parent: number;
  /** Of the process, and of its children that have ended and been waited for. */
  readonly ownMilliseconds: number;
  readonly endedChildrenMilliseconds: number;
  readonly residentBytes: number;
}

/** Undefined for a process that has ended. */
function statOf(pid: number): Stat | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name, in parentheses, may hold anything; after it come the fields from the third on.
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    const field = (number: number) => Number(fields[number - 3]);
    return {
      parent: field(4),
      ownMilliseconds: (field(14) + field(15)) * tickMilliseconds,
      endedChildrenMilliseconds: (field(16) + field(17)) * tickMilliseconds,
      residentBytes: field(24) * pageBytes,
    };
  } catch {
    return undefined;
  }
}

function childrenOf(parent: number): number[] {
  return readdirSync("/proc")
    .map(Number)
    .filter((pid) => pid > 0 && statOf(pid)?.parent === parent);
}

/** The process that started another one. */
export function parentOf(pid: number): number {
  return statOf(pid)?.parent ?? 0;
}

/** The child of a process whose command line ends with a file. Throws when there is none. */
export function childRunning(parent: number, file: string): number {
  const found = childrenOf(parent).find((pid) =>
    readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0").includes(file),
  );
  if (!found) throw new Error(`No process runs ${file}`);
  return found;
}

/** The CPU time that a process has used since it began, in milliseconds; with its children, also those that have ended. */
export function cpuMilliseconds(pid: number, { withChildren = false } = {}): number {
  const stat = statOf(pid);
  if (!stat) return 0;
  if (!withChildren) return stat.ownMilliseconds;
  const children = childrenOf(pid).reduce((sum, child) => sum + (statOf(child)?.ownMilliseconds ?? 0), 0);
  return stat.ownMilliseconds + stat.endedChildrenMilliseconds + children;
}

/** The memory that a process holds, in bytes. */
export function residentBytes(pid: number): number {
  return statOf(pid)?.residentBytes ?? 0;
}

/** The CPU time that everything on the machine has used since it was started, in milliseconds. */
export function machineBusyMilliseconds(): number {
  const [, user = 0, nice = 0, system = 0, , , interrupts = 0, softInterrupts = 0] = readFileSync("/proc/stat", "utf8")
    .split("\n", 1)[0]!
    .split(/\s+/)
    .map(Number);
  return (user + nice + system + interrupts + softInterrupts) * tickMilliseconds;
}
