import type { Order } from "../domain/order.ts";
import type { UndoReason } from "../domain/undoReason.ts";
import type { Call } from "../services/call.ts";
import type { Step, StepPorts } from "./step.ts";

/** How far a run came. */
export type Driven =
  /** There is nothing more to do. */
  | { readonly kind: "settled"; readonly order: Order }
  /** It is the shopper's turn. */
  | { readonly kind: "waiting"; readonly order: Order }
  /** Something could not be done now; another run goes on, from the top of the table. */
  | { readonly kind: "stalled"; readonly order: Order; readonly error: unknown };

/**
 * Drives an order until it is settled, or as far as it goes. The table is run from the top, or all of it undone from the
 * bottom: which steps ran before, here or in a process that died, needs not be known, since each answers a repeat as it
 * did the first time and an undone one can never be done again. So may two runners be at one order at once.
 */
export async function drive(start: Order, steps: readonly Step[], ports: StepPorts, call: Call): Promise<Driven> {
  let order = start;
  try {
    while (order.direction !== "SETTLED") {
      const moved = await (order.direction === "PLACING"
        ? forward(order, steps, ports, call)
        : back(order, steps, ports, call));
      if (moved?.kind === "waiting") return { kind: "waiting", order: moved.order };
      order = moved?.order ?? (await reload(order, ports));
    }
    return { kind: "settled", order };
  } catch (error) {
    return { kind: "stalled", order: await reload(order, ports).catch(() => order), error };
  }
}

type Moved = { readonly kind: "moved" | "waiting"; readonly order: Order };

/** Runs the table from the top; a refusal turns the order round. Null when overtaken. */
async function forward(start: Order, steps: readonly Step[], ports: StepPorts, call: Call): Promise<Moved | null> {
  let order = start;
  for (const { run } of steps) {
    call.signal.throwIfAborted();
    const result = await run(order, ports, call);
    if (result.kind === "overtaken") return null;
    if (result.kind === "waiting") return result;
    if (result.kind === "refused") return turnRound(order, result.reason, ports);
    order = result.order;
  }
  return { kind: "moved", order };
}

/** From here on the order never goes forward again. */
async function turnRound(order: Order, reason: UndoReason, ports: StepPorts): Promise<Moved | null> {
  const undoing = await ports.orders.startUndo(order, reason);
  return undoing && { kind: "moved", order: undoing };
}

/** Undoes the table from the bottom; what two steps share is undone once. Null when overtaken. */
async function back(start: Order, steps: readonly Step[], ports: StepPorts, call: Call): Promise<Moved | null> {
  let order = start;
  for (const undo of new Set(steps.toReversed().map((step) => step.undo))) {
    if (!undo) continue;
    call.signal.throwIfAborted();
    const undone = await undo(order, ports, call);
    if (!undone) return null;
    order = undone;
  }
  return { kind: "moved", order };
}

async function reload(order: Order, ports: StepPorts): Promise<Order> {
  const current = await ports.orders.find(order);
  if (!current) throw new Error(`The order ${order.number} is gone`);
  return current;
}
