import { type Caller, CodedError } from "@angidi/subgraph";
import type { TimelineEntry } from "../domain/order.ts";
import { encodeOrderId, type OrderKey } from "../domain/orderId.ts";
import { hasEnded } from "../domain/orderStates.ts";
import type { Ports } from "../ports.ts";
import { findOrder, readerOf } from "./viewer.ts";

/** A change of an order's status, and whose. */
export interface FollowedChange extends TimelineEntry {
  readonly order: OrderKey;
}

type FollowPorts = Pick<Ports, "orders" | "lists" | "hints">;

/** How long a lost hint may go unnoticed. */
const lookMilliseconds = 5_000;

/**
 * Every change of an order's status after the sequence `after` (null: from now on), in order, none lost and none twice,
 * until the order has ended. Throws a coded error when there is no such order for the caller.
 */
export async function followOrder(
  ports: FollowPorts,
  { orderId, after }: { readonly orderId: string; readonly after: number | null },
  caller: Caller,
): Promise<AsyncIterableIterator<FollowedChange>> {
  if (after !== null && after < 0) throw new CodedError("BAD_USER_INPUT", "after must not be negative");
  const order = await findOrder(ports, orderId, readerOf(caller));
  if (!order) throw new CodedError("FORBIDDEN", "There is no such order, or it is not yours");
  return endable((ended) => changes(ports, { buyerId: order.buyerId, id: order.id }, after, ended));
}

/**
 * Listens before the first read, and reads again after each hint and every few seconds. What the timeline holds is all
 * that counts: hints may be lost, come for nothing, or come while nobody waits for one.
 */
async function* changes(
  { lists, hints }: FollowPorts,
  order: OrderKey,
  after: number | null,
  ended: AbortSignal,
): AsyncGenerator<FollowedChange> {
  const bell = makeBell(ended);
  const stopListening = await hints.listen(encodeOrderId(order), bell.ring);
  try {
    let seen = after;
    while (!ended.aborted) {
      const [timeline = []] = await lists.timelinesOf([order]);
      const last = timeline.at(-1);
      seen ??= last?.sequence ?? 0;
      for (const { sequence, status, at } of timeline) {
        if (sequence <= seen) continue;
        yield { sequence, status, at, order };
        seen = sequence;
      }
      if (last && hasEnded(last.status)) return;
      await bell.wait(lookMilliseconds);
    }
  } finally {
    stopListening();
  }
}

/** Something to wait for: rung by a hint, by the time, or by the end. A ring that nobody waited for is not lost. */
function makeBell(ended: AbortSignal) {
  let rung = false;
  let wake = () => {};
  const ring = () => {
    rung = true;
    wake();
  };
  ended.addEventListener("abort", ring, { once: true });
  return {
    ring,
    async wait(milliseconds: number): Promise<void> {
      if (!rung) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, milliseconds);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      rung = false;
    },
  };
}

/**
 * An iterator that can be ended while it waits. A generator's own `return` waits in line behind its `next`, which here
 * may be waiting for days.
 */
function endable<Item>(start: (ended: AbortSignal) => AsyncGenerator<Item>): AsyncIterableIterator<Item> {
  const end = new AbortController();
  const source = start(end.signal);
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    next: () => source.next(),
    async return() {
      end.abort();
      return source.return(undefined);
    },
  };
}
