import { anonymous } from "@angidi/subgraph";
import type { Order } from "../domain/order.ts";
import { attemptsBeforeParking, pauseAfter } from "../domain/retryPolicy.ts";
import type { Redrivable } from "../jobs/redrives.ts";
import type { Ports } from "../ports.ts";
import type { Driven } from "../saga/runner.ts";
import type { Call } from "../services/call.ts";
import { type DrivePorts, drivePlacement } from "./drivePlacement.ts";
import { describeError } from "./lookAgain.ts";

type RedrivePorts = DrivePorts & Pick<Ports, "redrives" | "actionTimeoutSeconds" | "now">;

const deadlineMilliseconds = 30_000;

/**
 * Goes on with an order that the process of its request left, and turns round one that waits for too long. While it is
 * not settled another look follows: when the shopper's time is over, or after a pause. What cannot be undone after
 * many attempts is left to staff.
 */
export async function redrivePlacement(ports: RedrivePorts, work: Redrivable["placement"]): Promise<void> {
  const order = await ports.orders.find(work.order);
  if (!order || order.direction === "SETTLED") return;

  const call: Call = { caller: anonymous, signal: AbortSignal.timeout(deadlineMilliseconds) };
  let driven = await drivePlacement(ports, order, call);
  if (driven.order.direction === "PLACING" && secondsLeft(ports, driven.order) <= 0) {
    driven = await giveUp(ports, driven.order, call);
  }
  await lookAgain(ports, driven, work);
}

/** How long the order may still stay undecided. */
function secondsLeft({ now, actionTimeoutSeconds }: RedrivePorts, { placedAt }: Order): number {
  return placedAt.getTime() / 1_000 + actionTimeoutSeconds - now().getTime() / 1_000;
}

async function giveUp(ports: RedrivePorts, order: Order, call: Call): Promise<Driven> {
  const undoing = await ports.orders.startUndo(order, { kind: "TIMED_OUT" });
  const current = undoing ?? (await ports.orders.find(order)) ?? order;
  return drivePlacement(ports, current, call);
}

async function lookAgain(ports: RedrivePorts, driven: Driven, work: Redrivable["placement"]): Promise<void> {
  if (driven.kind === "settled") return;
  const left = secondsLeft(ports, driven.order);
  if (driven.kind === "waiting") return ports.redrives.later("placement", { ...work, attempt: 0 }, left);

  const attempt = work.attempt + 1;
  const isUndoing = driven.order.direction === "UNDOING";
  if (isUndoing && attempt >= attemptsBeforeParking) return ports.orders.park(work.order, describeError(driven.error));
  const seconds = isUndoing ? pauseAfter(attempt) : Math.min(pauseAfter(attempt), Math.max(1, left));
  await ports.redrives.later("placement", { ...work, attempt }, seconds);
}
