import { appendFile, readFile, rename, writeFile } from "node:fs/promises";
import type { ProgramUse } from "./usageCounts.ts";

/** Where it is kept which program used what. */
export interface UsageStore {
  add(uses: readonly ProgramUse[]): Promise<void>;
  /** One entry for each day and program. */
  read(): Promise<readonly ProgramUse[]>;
}

/** What was used longer ago than this is forgotten: nobody who removes a field asks for more. */
const keptDays = 400;
const dayMilliseconds = 24 * 60 * 60 * 1_000;

/** Keeps it as long as the process lives. */
export function usageInMemory(): UsageStore {
  let kept: readonly ProgramUse[] = [];
  return {
    async add(uses) {
      kept = addedUp([...kept, ...uses]);
    },
    read: async () => kept,
  };
}

/**
 * Keeps it in a file, a line of JSON for each addition; when it is opened, those of one day and program are put together.
 * A line that a crash has cut short is passed over.
 */
export async function usageInFile(path: string): Promise<UsageStore> {
  const read = async () => addedUp(linesOf(await readIfThere(path)));
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
  return [day, client, version].every((text) => typeof text === "string") && typeof counts === "object" && counts !== null;
}

function addedUp(uses: readonly ProgramUse[]): readonly ProgramUse[] {
  const oldest = dayOf(new Date(Date.now() - keptDays * dayMilliseconds));
  const sums = new Map<string, Omit<ProgramUse, "counts"> & { readonly counts: Record<string, number> }>();
  for (const { day, client, version, counts } of uses) {
    if (day < oldest) continue;
    const key = `${day}\n${client}\n${version}`;
    let sum = sums.get(key);
    if (!sum) {
      sum = { day, client, version, counts: Object.create(null) };
      sums.set(key, sum);
    }
    for (const [coordinate, count] of Object.entries(counts)) {
      sum.counts[coordinate] = (sum.counts[coordinate] ?? 0) + Number(count);
    }
  }
  return [...sums.values()];
}

export function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10);
}
