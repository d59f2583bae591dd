import { encodeOrderId, type OrderKey } from "../domain/orderId.ts";
import { attemptsBeforeParking, pauseAfter } from "../domain/retryPolicy.ts";
import type { Redrivable } from "../jobs/redrives.ts";
import type { Ports } from "../ports.ts";
import { describeError, warnOfStall } from "./stall.ts";

export { warnOfStall };

export type RedrivePorts = Pick<Ports, "parking" | "redrives" | "log">;

const deadlineMilliseconds = 30_000;

/**
 * Does a job's work, and has it looked at again after a pause when it fails; after many attempts the order is left to
 * staff.
 */
export async function lookAgain<Queue extends "fulfilment">(
  ports: RedrivePorts,
  queue: Queue,
  work: Redrivable[Queue],
  order: OrderKey,
  act: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  try {
    await act(AbortSignal.timeout(deadlineMilliseconds));
  } catch (error) {
    warnOfStall(ports.log, `A ${queue} stalled`, error);
    const attempt = work.attempt + 1;
    if (attempt >= attemptsBeforeParking) {
      return ports.parking.park(order, {
        saga: queue,
        id: work.fulfilment.id,
        heading: "FORWARD",
        step: "ship",
        attempts: attempt,
        error: describeError(error),
        since: new Date().toISOString(),
        amounts: {},
        references: { "inventory.orderId": encodeOrderId(order), "inventory.fulfilmentId": work.fulfilment.id },
      });
    }
    await ports.redrives.later(queue, { ...work, attempt }, pauseAfter(attempt, Math.random()));
  }
}
