import type { ClientProgram } from "../pipeline/exchange.ts";
import type { KnownOperation } from "../pipeline/operation.ts";
import { type UsedParts, usedParts } from "./coordinates.ts";

/** What a client program has used on a day, and how often. */
export interface ProgramUse {
  /** Such as 2026-11-23, in UTC. */
  readonly day: string;
  readonly client: string;
  readonly version: string;
  /** By coordinates of the schema. */
  readonly counts: Readonly<Record<string, number>>;
}

/** More operations than this are not counted apart before their parts are added up. */
const mostOperations = 200;

const parts = new WeakMap<KnownOperation, UsedParts>();

/** The parts that an operation uses; worked out once. */
export function partsOf(operation: KnownOperation): UsedParts {
  let known = parts.get(operation);
  if (!known) {
    known = usedParts(operation);
    parts.set(operation, known);
  }
  return known;
}

/**
 * Counts what has been used since it was last taken. A request is one addition to its operation; what the operation is
 * made of is added up later, a little at a time.
 */
export class UsageCounts {
  readonly #mostPrograms: number;
  #operations = new Map<KnownOperation, Map<ClientProgram, number>>();
  /** Those of the day that are told apart. */
  readonly #known = new Set<string>();
  #day = "";
  #programs = new Map<string, { readonly program: ClientProgram; readonly counts: Map<string, number> }>();

  constructor(mostPrograms: number) {
    this.#mostPrograms = mostPrograms;
  }

  count(operation: KnownOperation, program: ClientProgram): void {
    let programs = this.#operations.get(operation);
    if (!programs) {
      if (this.#operations.size >= mostOperations) this.#addUpOldest();
      programs = new Map();
      this.#operations.set(operation, programs);
    }
    programs.set(program, (programs.get(program) ?? 0) + 1);
  }

  countPart(coordinate: string, program: ClientProgram, times = 1): void {
    const { counts } = this.#of(program);
    counts.set(coordinate, (counts.get(coordinate) ?? 0) + times);
  }

  /** Everything since the last time. */
  take(day: string): readonly ProgramUse[] {
    if (day !== this.#day) this.#known.clear();
    this.#day = day;
    while (this.#operations.size > 0) this.#addUpOldest();
    const taken = [...this.#programs.values()].map(({ program: { name: client, version }, counts }) => ({
      day,
      client,
      version,
      counts: Object.fromEntries(counts),
    }));
    this.#programs = new Map();
    return taken;
  }

  #addUpOldest(): void {
    const [operation, programs] = this.#operations.entries().next().value!;
    this.#operations.delete(operation);
    const { always } = partsOf(operation);
    for (const [program, times] of programs) {
      for (const coordinate of always) this.countPart(coordinate, program, times);
    }
  }

  #of(program: ClientProgram): { readonly counts: Map<string, number> } {
    const key = `${program.name}\n${program.version}`;
    const known = this.#programs.get(key);
    if (known) return known;
    // Programs name themselves, so there could be any number.
    if (program !== other && !this.#known.has(key)) {
      if (this.#known.size >= this.#mostPrograms) return this.#of(other);
      this.#known.add(key);
    }
    const fresh = { program, counts: new Map<string, number>() };
    this.#programs.set(key, fresh);
    return fresh;
  }
}

const other: ClientProgram = { name: "other", version: "" };
