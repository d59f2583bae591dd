import type { FaultPlan } from "./parseFaults.ts";
import type { FaultKind, Point } from "./points.ts";

/** What happens at one call. */
export interface Throw {
  /** How long the call is held back before anything else, in milliseconds. */
  readonly pause: number;
  /** Whether the call is made twice at once. */
  readonly twice: boolean;
  /**
   * error: it is not made; timeout: not either, and its caller waits; lost: it is made, and its answer does not arrive;
   * killed: the process dies, before the call or after it.
   */
  readonly failure: "error" | "timeout" | "lost" | "killed before" | "killed after" | null;
  /** How long a caller waits at most whom nothing else makes stop, in milliseconds. */
  readonly patience: number;
}

/** Says at each call what happens to it; null: nothing. */
export interface Dice {
  throwFor(point: Point): Throw | null;
}

/**
 * Dice that fall by a seed, the point and how many calls it has seen: the same calls in the same order meet the same
 * faults, whatever happens at other points meanwhile. `plan` is asked at each call, as it may change.
 */
export function diceBy(plan: () => FaultPlan, seed: number): Dice {
  const calls = new Map<string, number>();
  return {
    throwFor(point) {
      const faults = faultsAt(plan(), point);
      if (!faults) return null;
      const name = point.join(".");
      const call = (calls.get(name) ?? 0) + 1;
      calls.set(name, call);
      const drawn = faults.filter(({ kind, probability }) => share(`${seed} ${name} ${call} ${kind}`) < probability);
      if (drawn.length === 0) return null;
      const of = (kind: FaultKind) => drawn.find((fault) => fault.kind === kind);
      return {
        pause: of("slow")?.milliseconds ?? 0,
        twice: of("duplicate") !== undefined,
        failure: of("kill")
          ? share(`${seed} ${name} ${call} when`) < 0.5
            ? "killed before"
            : "killed after"
          : ((of("error")?.kind ?? of("timeout")?.kind ?? of("lost")?.kind ?? null) as Throw["failure"]),
        patience: of("timeout")?.milliseconds ?? 0,
      };
    },
  };
}

/** Those of the point itself, or else of the nearest above it. */
function faultsAt(plan: FaultPlan, point: Point) {
  for (let length = point.length; length > 0; length--) {
    const faults = plan.get(point.slice(0, length).join("."));
    if (faults) return faults;
  }
  return undefined;
}

/** From 0 to 1, evenly spread over texts: FNV-1a, with MurmurHash3's last step so that the last letters count as well. */
function share(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
