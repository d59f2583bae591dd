import { type Caller, groupsOf, userIdOf, withinTime } from "@angidi/subgraph";
import type { PlacementKey } from "../data/placements.ts";
import { isDecided, type Order } from "../domain/order.ts";
import { decodeOrderId } from "../domain/orderId.ts";
import { firstLookSeconds, requestMilliseconds } from "../domain/retryPolicy.ts";
import type { UndoReason } from "../domain/undoReason.ts";
import type { Ports } from "../ports.ts";
import type { Call } from "../services/call.ts";
import type { Quote, QuoteRefused } from "../services/carts.ts";
import { type DrivePorts, driveSaga } from "./driveSaga.ts";
import { newOrder } from "./newOrder.ts";
import { type PlacementInput, type PlacementRequest, readPlacement } from "./placementInput.ts";
import type { InvalidInput } from "./refusal.ts";
import { actorOf, keyOwner } from "./viewer.ts";
import { whenDecided } from "./whenDecided.ts";

/** What came of placing an order. */
export type PlaceOrderOutcome =
  | { readonly kind: "placed"; readonly order: Order }
  | { readonly kind: "action-required"; readonly order: Order }
  /** The order was placed and is undone; the same key is answered so for ever. */
  | { readonly kind: "undone"; readonly reason: RepeatedRefusal; readonly order: Order }
  /** Nothing was placed; the same key may be tried again. */
  | { readonly kind: "refused"; readonly refusal: QuoteRefused }
  | { readonly kind: "cart-ordered" }
  | { readonly kind: "cart-not-found" }
  | {
      readonly kind: "price-changed";
      readonly expected: NonNullable<PlacementRequest["expectedTotal"]>;
      readonly actual: Quote;
    }
  | { readonly kind: "key-reused" }
  | InvalidInput;

/** The reasons that the request itself is answered with. An order that was undone later is shown as it stands. */
export type RepeatedRefusal = Extract<
  UndoReason,
  { kind: "OUT_OF_STOCK" | "DISCOUNT_CODE_UNKNOWN" | "DISCOUNT_CODE_USED_UP" | "PAYMENT_DECLINED" }
>;

type PlacePorts = DrivePorts &
  Pick<Ports, "placements" | "redrives" | "actionTimeoutSeconds" | "now" | "newId" | "newNumber">;

/**
 * Places the order of a cart, once per idempotency key, and drives it until stock and payment are decided. The key is
 * looked up before the cart is asked for a quote, and again before anything is refused: a repeat finds its order also
 * after the cart was emptied by it. It is the user's key, or that of the guest who holds the cart; a guest who has signed in
 * since finds what they did before by the cart's id, which is all that a guest has to know.
 */
export async function placeOrder(
  ports: PlacePorts,
  input: PlacementInput,
  { caller, requestId }: { readonly caller: Caller; readonly requestId: string },
): Promise<PlaceOrderOutcome> {
  const read = readPlacement(input, userIdOf(caller) === null);
  if (read.kind !== "valid") return read;
  const { request } = read;

  const guest = `cart:${request.cartId}`;
  const key = {
    caller: keyOwner(caller, guest),
    formerly: guest,
    key: input.idempotencyKey,
    input: request,
    by: actorOf(caller, { customerId: userIdOf(caller) }),
  };
  return withinTime(requestMilliseconds, undefined, async (signal) => {
    const call: Call = { caller, requestId, signal };
    const earlier = await repeat(ports, key, call);
    if (earlier) return earlier;

    const quote = await ports.carts.quote(request, call);
    const refusal = refusalOf(quote, request);
    if (refusal) return (await repeat(ports, key, call)) ?? refusal;
    return place(ports, request, quote as Quote, key, call);
  });
}

/** What the key was used for before, once that is decided; null for a new key. */
async function repeat(ports: PlacePorts, key: PlacementKey, call: Call): Promise<PlaceOrderOutcome | null> {
  const known = await ports.placements.find(key);
  if (known.kind === "new") return null;
  return known.kind === "repeat" ? placedBefore(ports, known.orderId, call) : { kind: "key-reused" };
}

/** Why nothing can be placed by what carts answered. */
function refusalOf(quote: Quote | QuoteRefused, { expectedTotal }: PlacementRequest): PlaceOrderOutcome | null {
  if (quote.__typename === "PlacementRefused") {
    return quote.reason === "CART_ALREADY_ORDERED" ? { kind: "cart-ordered" } : { kind: "refused", refusal: quote };
  }
  const isExpected =
    !expectedTotal || (expectedTotal.amount === quote.total && expectedTotal.currency === quote.currency);
  return isExpected ? null : { kind: "price-changed", expected: expectedTotal, actual: quote };
}

/** The first transaction, and the saga. */
async function place(
  ports: PlacePorts,
  request: PlacementRequest,
  quote: Quote,
  key: PlacementKey,
  call: Call,
): Promise<PlaceOrderOutcome> {
  for (;;) {
    // Carts counts on it that no order comes of a quote that is older than the deadline.
    call.signal.throwIfAborted();
    const order = newOrder(request, quote, {
      newId: ports.newId,
      number: ports.newNumber(),
      customerId: userIdOf(call.caller),
      customerGroups: groupsOf(call.caller),
      placedAt: ports.now(),
    });
    const work = { ...ports.sagas.placement.keyOf(order), attempt: 0 };
    const firstLook = Math.min(firstLookSeconds, ports.actionTimeoutSeconds);
    const placed = await ports.placements.place(order, key, (transaction) => {
      call.signal.throwIfAborted(); // again, since the wait for a connection may have been long
      return ports.redrives.later("placement", work, firstLook, transaction);
    });
    switch (placed.kind) {
      case "placed":
        return outcomeOf((await driveSaga(ports.sagas.placement, ports, order, call)).subject);
      case "repeat":
        return placedBefore(ports, placed.orderId, call);
      case "reused":
        return { kind: "key-reused" };
      case "cart-ordered":
        // By the same shopper with the same key, perhaps, before they signed in.
        return (await repeat(ports, key, call)) ?? { kind: "cart-ordered" };
      case "number-taken":
        continue;
    }
  }
}

/** The order of a key that was used before, once it is decided. */
async function placedBefore(ports: PlacePorts, orderId: string, call: Call): Promise<PlaceOrderOutcome> {
  const awaited = {
    id: orderId,
    async find() {
      const key = decodeOrderId(orderId);
      const order = key && (await ports.orders.find(key));
      if (!order) throw new Error(`The order ${orderId} of an idempotency key is gone`);
      return order;
    },
    isDecided,
    beganAt: ({ placedAt }: Order) => placedAt,
    goOn: (order: Order) => driveSaga(ports.sagas.placement, ports, order, call),
  };
  return outcomeOf(await whenDecided<Order>(awaited, ports, call));
}

/** The answer by how the order stands: it is the same for the request and all its repeats. */
function outcomeOf(order: Order): PlaceOrderOutcome {
  const reason = order.undoReason;
  switch (reason?.kind) {
    case "OUT_OF_STOCK":
    case "DISCOUNT_CODE_UNKNOWN":
    case "DISCOUNT_CODE_USED_UP":
    case "PAYMENT_DECLINED":
      return { kind: "undone", reason, order };
  }
  const waits = order.direction === "PLACING" && order.paymentAction !== null;
  return { kind: waits ? "action-required" : "placed", order };
}
