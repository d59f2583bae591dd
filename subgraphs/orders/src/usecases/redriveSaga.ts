import { anonymous } from "@angidi/subgraph";
import { attemptsBeforeParking, pauseAfter } from "../domain/retryPolicy.ts";
import type { SagaWork } from "../jobs/sagaWork.ts";
import type { Ports } from "../ports.ts";
import type { Driven } from "../saga/runner.ts";
import type { Saga } from "../saga/saga.ts";
import type { StepPorts } from "../saga/step.ts";
import type { Call } from "../services/call.ts";
import { driveSaga } from "./driveSaga.ts";
import { describeError } from "./stall.ts";

export type RedrivePorts = StepPorts & Pick<Ports, "log">;

const deadlineMilliseconds = 30_000;

/**
 * Goes on with a saga that the process of its request left, and turns round one that has been undecided for too long. While
 * it is not settled another look follows: when the shopper's time is over, or after a pause that grows. What could not
 * be done after many attempts is left to staff, with what they need; what can still be turned round never is.
 */
export async function redriveSaga<Subject, Reason>(
  saga: Saga<Subject, Reason>,
  ports: RedrivePorts,
  work: SagaWork,
): Promise<void> {
  const subject = await saga.find(work, ports);
  if (!subject || saga.heading(subject) === "SETTLED") return;

  const call: Call = { caller: anonymous, signal: AbortSignal.timeout(deadlineMilliseconds) };
  let driven = await driveSaga(saga, ports, subject, call);
  if ((secondsLeft(saga, ports, driven.subject) ?? 1) <= 0) driven = await giveUp(saga, ports, driven.subject, call);
  await lookAgain(saga, ports, driven, work);
}

/** How long the saga may still stay undecided; null when it can only go on the way it goes. */
function secondsLeft<Subject, Reason>(
  { patience, heading }: Saga<Subject, Reason>,
  ports: RedrivePorts,
  subject: Subject,
): number | null {
  const end = heading(subject) === "FORWARD" ? patience?.endsAt(subject, ports) : null;
  return end ? (end.getTime() - ports.now().getTime()) / 1_000 : null;
}

async function giveUp<Subject, Reason>(
  saga: Saga<Subject, Reason>,
  ports: RedrivePorts,
  subject: Subject,
  call: Call,
): Promise<Driven<Subject>> {
  const turned = saga.patience && (await saga.turnRound(subject, saga.patience.reason, ports));
  return driveSaga(saga, ports, turned ?? (await saga.find(saga.keyOf(subject), ports)) ?? subject, call);
}

async function lookAgain<Subject, Reason>(
  saga: Saga<Subject, Reason>,
  ports: RedrivePorts,
  driven: Driven<Subject>,
  { order, id, attempt: failed }: SagaWork,
): Promise<void> {
  if (driven.kind === "settled") return;
  const left = secondsLeft(saga, ports, driven.subject);
  const { redrives } = ports;
  const work = { order, id, attempt: 0 };
  if (driven.kind === "waiting") return redrives.onceMore("patience-over", saga.name, work, left ?? 0);

  const attempt = failed + 1;
  if (left === null && attempt >= attemptsBeforeParking) return park(saga, ports, driven, attempt);
  const pause = pauseAfter(attempt, Math.random());
  const seconds = left === null ? pause : Math.min(pause, Math.max(1, left));
  await redrives.onceMore("stalled", saga.name, { ...work, attempt }, seconds);
}

async function park<Subject, Reason>(
  saga: Saga<Subject, Reason>,
  { parking, now }: RedrivePorts,
  { subject, step, error }: Extract<Driven<Subject>, { kind: "stalled" }>,
  attempts: number,
): Promise<void> {
  const heading = saga.heading(subject);
  if (heading === "SETTLED") return;
  const { order, id } = saga.keyOf(subject);
  const what = { saga: saga.name, id, heading, step, attempts, ...saga.facts(subject) };
  await parking.park(order, { ...what, error: describeError(error), since: now().toISOString() });
}
