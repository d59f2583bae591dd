import { type FaultKind, type Port, points } from "./points.ts";

/** That something goes wrong at a point in so many cases. */
export interface Fault {
  readonly kind: FaultKind;
  /** From 0 to 1. */
  readonly probability: number;
  /** How long it takes; of `slow` and `timeout`. */
  readonly milliseconds: number;
}

/** Faults by the point that they are of ("services.inventory"): all that lies below it has them, unless it has its own. */
export type FaultPlan = ReadonlyMap<string, readonly Fault[]>;

const longestMilliseconds = 60_000;
const defaultMilliseconds: Partial<Record<FaultKind, number>> = { slow: 200, timeout: 5_000 };

/**
 * Reads faults as they are written in a configuration, and every mistake in them:
 *
 *     services.inventory:lost=0.02,slow=0.05/200ms; provider:timeout=0.01/2s; database:error=0.01
 *
 * Lines count as `;`, and what follows a `#` is a comment.
 */
export function parseFaults(text: string): { readonly plan: FaultPlan; readonly mistakes: readonly string[] } {
  const plan = new Map<string, readonly Fault[]>();
  const mistakes: string[] = [];
  const entries = text.replaceAll(/#.*$/gm, "").split(/[;\n]/);
  for (const entry of entries.map((part) => part.trim()).filter((part) => part !== "")) {
    const [, point = "", list = ""] = /^([^:]*):(.*)$/.exec(entry) ?? [];
    const port = point.trim().split(".")[0] as Port;
    const mistake = mistakeOf(entry, point.trim(), port) ?? (plan.has(point.trim()) ? `${point} is there twice` : null);
    if (mistake) {
      mistakes.push(mistake);
      continue;
    }
    const faults = list.split(",").map((fault) => parseFault(fault.trim(), port));
    mistakes.push(...faults.filter((fault) => typeof fault === "string"));
    plan.set(
      point.trim(),
      faults.filter((fault) => typeof fault !== "string"),
    );
  }
  return { plan, mistakes };
}

function mistakeOf(entry: string, point: string, port: Port): string | null {
  if (point === "") return `“${entry}” must be a point, a colon and its faults, such as database:error=0.01`;
  if (!Object.hasOwn(points, port)) return `“${point}” begins with none of ${Object.keys(points).join(", ")}`;
  const { parts } = points[port];
  const named = point.split(".").slice(1);
  if (named.length <= parts.length && named.every((part) => /^\w+$/.test(part))) return null;
  return `“${point}” must be ${port}, or ${[port, ...parts.map((part) => `<${part}>`)].join(".")}`;
}

/** The fault, or what is wrong with how it is written. */
function parseFault(text: string, port: Port): Fault | string {
  const [, name = "", share = "", pause, unit] = /^(\w+)=([\d.]+)(?:\/(\d+)(ms|s))?$/.exec(text) ?? [];
  const kinds: readonly FaultKind[] = points[port].kinds;
  if (name === "") return `“${text}” must be a fault and its probability, such as error=0.01 or slow=0.1/200ms`;
  const kind = kinds.find((known) => known === name);
  if (!kind) return `${port} knows no “${name}”, only ${kinds.join(", ")}`;
  const probability = Number(share);
  if (!(probability >= 0 && probability <= 1)) return `“${text}” must have a probability from 0 to 1`;
  const usual = defaultMilliseconds[kind];
  if (pause !== undefined && usual === undefined) return `“${text}”: only slow and timeout take so long`;
  const milliseconds = pause === undefined ? (usual ?? 0) : Number(pause) * (unit === "s" ? 1_000 : 1);
  return milliseconds <= longestMilliseconds
    ? { kind, probability, milliseconds }
    : `“${text}” is longer than a minute`;
}
