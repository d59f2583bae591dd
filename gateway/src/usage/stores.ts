import { appendFile, readFile, rename, writeFile } from "node:fs/promises";
import type { ProgramUse } from "./counts.ts";

/** Where it is kept which program used what. */
export interface UsageStore {
  add(uses: readonly ProgramUse[]): Promise<void>;
  /** One entry for each day and program. */
  read(): Promise<readonly ProgramUse[]>;
}

/** What was used longer ago than this is forgotten: nobody who removes a field asks for more. */
const daysInFile = 400;
const daysInMemory = 30;
const dayMilliseconds = 24 * 60 * 60 * 1_000;

/** Keeps it for some time, as long as the process lives. */
export function usageInMemory(): UsageStore {
  const sums = new UsageSums(daysInMemory);
  return {
    async add(uses) {
      sums.add(uses);
    },
    read: async () => sums.all,
  };
}

/**
 * Keeps it in a file, a line of JSON for each addition; when it is opened, those of one day and program are put together.
 * A line that a crash has cut short is passed over.
 */
export async function usageInFile(path: string): Promise<UsageStore> {
  const read = async () => {
    const sums = new UsageSums(daysInFile);
    sums.add(linesOf(await readIfThere(path)));
    return sums.all;
  };
  const kept = await read();
  if (kept.length > 0) {
    const next = `${path}.next`;
    await writeFile(next, textOf(kept), { mode: 0o640 });
    await rename(next, path);
  }
  return {
    async add(uses) {
      if (uses.length > 0) await appendFile(path, textOf(uses), { mode: 0o640 });
    },
    read,
  };
}

const textOf = (uses: readonly ProgramUse[]) => uses.map((use) => `${JSON.stringify(use)}\n`).join("");

async function readIfThere(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return "";
    throw error;
  }
}

function linesOf(text: string): ProgramUse[] {
  return text.split("\n").flatMap((line) => {
    try {
      const use: unknown = JSON.parse(line);
      return isProgramUse(use) ? [use] : [];
    } catch {
      return [];
    }
  });
}

function isProgramUse(value: unknown): value is ProgramUse {
  if (typeof value !== "object" || value === null) return false;
  const { day, client, version, counts } = value as Partial<Record<keyof ProgramUse, unknown>>;
  return (
    [day, client, version].every((text) => typeof text === "string") && typeof counts === "object" && counts !== null
  );
}

/** Uses added up by day and program. */
class UsageSums {
  readonly #keptDays: number;
  readonly #sums = new Map<string, Omit<ProgramUse, "counts"> & { readonly counts: Record<string, number> }>();

  constructor(keptDays: number) {
    this.#keptDays = keptDays;
  }

  get all(): readonly ProgramUse[] {
    return [...this.#sums.values()];
  }

  add(uses: readonly ProgramUse[]): void {
    const oldest = dayOf(new Date(Date.now() - this.#keptDays * dayMilliseconds));
    for (const use of uses) if (use.day >= oldest) this.#addOne(use);
    for (const [key, { day }] of this.#sums) if (day < oldest) this.#sums.delete(key);
  }

  #addOne({ day, client, version, counts }: ProgramUse): void {
    const key = `${day}\n${client}\n${version}`;
    let sum = this.#sums.get(key);
    if (!sum) {
      sum = { day, client, version, counts: Object.create(null) };
      this.#sums.set(key, sum);
    }
    for (const [coordinate, count] of Object.entries(counts)) {
      sum.counts[coordinate] = (sum.counts[coordinate] ?? 0) + Number(count);
    }
  }
}

export function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10);
}
