import { ServiceUnavailable } from "@angidi/service-client";
import type { OrderKey } from "../domain/orderId.ts";
import { attemptsBeforeParking, pauseAfter } from "../domain/retryPolicy.ts";
import type { Redrivable } from "../jobs/redrives.ts";
import type { Ports } from "../ports.ts";

export type RedrivePorts = Pick<Ports, "orders" | "redrives" | "log">;

const deadlineMilliseconds = 30_000;

/**
 * Does a job's work, and has it looked at again after a pause when it fails; after many attempts the order is left to
 * staff.
 */
export async function lookAgain<Queue extends "fulfilment" | "refund">(
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
    if (attempt >= attemptsBeforeParking) return ports.orders.park(order, `${queue}: ${describeError(error)}`);
    await ports.redrives.later(queue, { ...work, attempt }, pauseAfter(attempt));
  }
}

/** Tells the log what could not be done now. A neighbour that is away is to be expected. */
export function warnOfStall(log: Ports["log"], message: string, error: unknown): void {
  log[error instanceof ServiceUnavailable ? "warn" : "error"]({ err: error }, message);
}

/** In a line, for staff. */
export function describeError(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
