import { setTimeout as wait } from "node:timers/promises";
import { counter } from "@angidi/telemetry";
import type { Dice, Throw } from "./dice.ts";
import type { Point } from "./points.ts";

const injected = counter({
  name: "angidi_faults_injected_total",
  help: "Faults that were injected on purpose, by port and kind",
  labels: ["port", "kind"],
});

/** What went wrong on purpose. */
export class InjectedFault extends Error {
  override readonly name = "InjectedFault";
}

export interface Suffering {
  readonly dice: Dice;
  /** Ends the caller's waiting. */
  readonly signal?: AbortSignal | undefined;
  /** The error that a fault comes as; an InjectedFault unless said. */
  readonly failure?: (message: string) => Error;
}

/** Makes a call, with what the dice say for its point. */
export async function suffer<Answer>(point: Point, suffering: Suffering, call: () => Promise<Answer>): Promise<Answer> {
  const thrown = suffering.dice.throwFor(point);
  if (!thrown) return call();
  await sufferBefore(point, thrown, suffering);
  // Nobody waits for the second one: it may be there long after the first was answered.
  if (thrown.twice) call().catch(() => {});
  const answer = await call();
  sufferAfter(point, thrown, suffering);
  return answer;
}

/** What goes wrong before a call takes effect. */
export async function sufferBefore(point: Point, thrown: Throw, { signal, failure }: Omit<Suffering, "dice">) {
  count(point, thrown);
  if (thrown.pause > 0) await wait(thrown.pause, undefined, { signal });
  if (thrown.failure === "killed before") die();
  if (thrown.failure === "timeout") await wait(thrown.patience, undefined, { signal });
  if (thrown.failure === "error" || thrown.failure === "timeout") throw faultAt(point, "it was not done", failure);
}

/** What goes wrong when it has taken effect. */
export function sufferAfter(point: Point, { failure: kind }: Throw, { failure }: Omit<Suffering, "dice">): void {
  if (kind === "killed after") die();
  if (kind === "lost") throw faultAt(point, "it was done, and nobody was told", failure);
}

function faultAt(point: Point, what: string, failure: Suffering["failure"]): Error {
  const message = `A fault on purpose at ${point.join(".")}: ${what}`;
  return failure ? failure(message) : new InjectedFault(message);
}

function count([port]: Point, { pause, twice, failure }: Throw): void {
  if (pause > 0) injected.add({ port, kind: "slow" });
  if (twice) injected.add({ port, kind: "duplicate" });
  if (failure) injected.add({ port, kind: failure });
}

/** Ends the process as a power cut would. */
function die(): never {
  process.kill(process.pid, "SIGKILL");
  throw new Error("killed"); // the signal comes before anything else runs
}
