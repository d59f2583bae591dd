import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { cannotWrite, EmbeddedPostgresFailed } from "./errors.ts";
import { giveToOwner } from "./place.ts";
import { processIdentity } from "./process.ts";

/**
 * The processes that use the cluster of a folder, as files in it. The first one starts PostgreSQL, others (an import
 * beside a running shop) share it, and the last one to go stops it. What a killed process left is not counted.
 */
export class Users {
  readonly #folder: string;
  readonly #entry: string;

  constructor(folder: string) {
    this.#folder = join(folder, "users");
    this.#entry = join(this.#folder, `${process.pid}-${Math.random().toString(36).slice(2)}`);
  }

  join(): void {
    if (mkdirSync(this.#folder, { recursive: true })) giveToOwner(dirname(this.#folder), this.#folder);
    writeFileSync(this.#entry, processIdentity(process.pid) ?? "");
  }

  /** Takes this user off the list and tells whether it was the last. */
  leave(): boolean {
    rmSync(this.#entry, { force: true });
    return readdirSync(this.#folder).every((entry) => {
      const file = join(this.#folder, entry);
      const gone = !isRunning(read(file));
      if (gone) rmSync(file, { force: true });
      return gone;
    });
  }
}

const LONGEST_WAIT = 120_000;

/** Runs `task` while no other process starts or stops the cluster of the folder. */
export async function withFolderLock<T>(folder: string, task: () => Promise<T>): Promise<T> {
  const lock = join(folder, "lock");
  const deadline = Date.now() + LONGEST_WAIT;
  while (!take(lock)) {
    dropIfAbandoned(lock);
    if (Date.now() > deadline) {
      throw new EmbeddedPostgresFailed(
        `Another process (${read(lock).split(" ")[0]}) is starting or stopping the database in ${folder} and does not ` +
          "get done: end it and try again.",
      );
    }
    await pause(25);
  }
  try {
    return await task();
  } finally {
    rmSync(lock, { force: true });
  }
}

function take(lock: string): boolean {
  try {
    writeFileSync(lock, processIdentity(process.pid) ?? "", { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw cannotWrite(lock, error);
  }
}

/** Removes the lock of a process that is no more. By renaming, so that only one of several who see that succeeds. */
function dropIfAbandoned(lock: string): void {
  const holder = read(lock);
  // Between its creation and the writing of the holder's name a lock is empty; only a crash leaves it so.
  const justTaken = holder === "" && Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? 0) < 2_000;
  if (justTaken || isRunning(holder)) return;
  const aside = `${lock}.${process.pid}`;
  try {
    renameSync(lock, aside);
    // In between someone else may have dropped the old lock and taken a new one: then that one is put back.
    if (read(aside) === holder) rmSync(aside);
    else renameSync(aside, lock);
  } catch {
    // Someone else was faster.
  }
}

function isRunning(identity: string): boolean {
  return processIdentity(Number(identity.split(" ")[0])) === identity;
}

function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
