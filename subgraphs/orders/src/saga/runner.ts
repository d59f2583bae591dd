import { withinTime } from "@angidi/subgraph";
import type { Call } from "../services/call.ts";
import type { Saga } from "./saga.ts";
import type { Step, StepPorts } from "./step.ts";

/** How far a run came. */
export type Driven<Subject> =
  /** There is nothing more to do. */
  | { readonly kind: "settled"; readonly subject: Subject }
  /** It is the shopper's turn. */
  | { readonly kind: "waiting"; readonly subject: Subject }
  /** A step could not be done, or undone, now; another run goes on, from the top of the table. */
  | { readonly kind: "stalled"; readonly subject: Subject; readonly step: string; readonly error: unknown };

const stepTimeoutSeconds = 8;

/**
 * Drives the subject of a saga until it is settled, or as far as it goes. The table is run from the top, or all of it undone
 * from the bottom: which steps ran before, here or in a process that died, needs not be known, since each answers a
 * repeat as it did the first time and an undone one can never be done again. So may two runners be at one subject at once.
 */
export async function drive<Subject, Reason>(
  saga: Saga<Subject, Reason>,
  start: Subject,
  ports: StepPorts,
  call: Call,
): Promise<Driven<Subject>> {
  let subject = start;
  try {
    for (;;) {
      const heading = saga.heading(subject);
      if (heading === "SETTLED") return { kind: "settled", subject };
      const moved = await (heading === "FORWARD" ? forward : back)(saga, subject, ports, call);
      if (moved?.kind === "waiting") return moved;
      subject = moved?.subject ?? (await reload(saga, subject, ports));
    }
  } catch (error) {
    const [step, cause] = error instanceof StepStalled ? [error.step, error.cause] : ["look", error];
    return { kind: "stalled", subject: await reload(saga, subject, ports).catch(() => subject), step, error: cause };
  }
}

type Moved<Subject> =
  | { readonly kind: "moved"; readonly subject: Subject }
  | { readonly kind: "waiting"; readonly subject: Subject };

/** Which step it was that threw. */
class StepStalled extends Error {
  override readonly name = "StepStalled";
  readonly step: string;
  constructor(step: string, cause: unknown) {
    super(`${step} stalled`, { cause });
    this.step = step;
  }
}

/** Runs the table from the top; a refusal turns the subject round. Null when overtaken. */
async function forward<Subject, Reason>(
  saga: Saga<Subject, Reason>,
  start: Subject,
  ports: StepPorts,
  call: Call,
): Promise<Moved<Subject> | null> {
  let subject = start;
  for (const step of saga.steps) {
    const result = await attempt(step, call, (within) => step.run(subject, ports, within));
    if (result.kind === "overtaken") return null;
    if (result.kind === "waiting") return result;
    if (result.kind === "refused") {
      const turned = await saga.turnRound(subject, result.reason, ports);
      return turned && { kind: "moved", subject: turned };
    }
    subject = result.subject;
  }
  return { kind: "moved", subject };
}

/** Undoes the table from the bottom; what two steps share is undone once. Null when overtaken. */
async function back<Subject, Reason>(
  saga: Saga<Subject, Reason>,
  start: Subject,
  ports: StepPorts,
  call: Call,
): Promise<Moved<Subject> | null> {
  let subject = start;
  const undone = new Set<Step<Subject, Reason>["undo"]>();
  for (const step of saga.steps.toReversed()) {
    const { undo } = step;
    if (!undo || undone.has(undo)) continue;
    undone.add(undo);
    const result = await attempt(step, call, (within) => undo(subject, ports, within));
    if (!result) return null;
    subject = result;
  }
  return { kind: "moved", subject };
}

/** One attempt at a step, within the step's time and the caller's. */
async function attempt<Result>(
  { name, timeoutSeconds = stepTimeoutSeconds }: Pick<Step<never, never>, "name" | "timeoutSeconds">,
  call: Call,
  act: (within: Call) => Promise<Result>,
): Promise<Result> {
  try {
    return await withinTime(timeoutSeconds * 1_000, call.signal, (signal) => act({ ...call, signal }));
  } catch (error) {
    throw new StepStalled(name, error);
  }
}

async function reload<Subject, Reason>(
  saga: Saga<Subject, Reason>,
  subject: Subject,
  ports: StepPorts,
): Promise<Subject> {
  const current = await saga.find(saga.keyOf(subject), ports);
  if (!current) throw new Error(`The subject of a ${saga.name} is gone`);
  return current;
}
