import { anonymous, type EndUser } from "@angidi/subgraph";
import type { DemoJournal } from "./demoJournal.ts";
import type { DemoOrder } from "./demoOrderPlan.ts";
import { type DemoShopper, demoShoppers } from "./demoPeople.ts";
import { type DemoServices, demoOperations } from "./demoServices.ts";
import type { OrderStandingFragment } from "./generated/orders.ts";

/** What orders are made with. */
export interface OrderMaking {
  readonly demo: DemoServices;
  readonly journal: DemoJournal;
  /** By SKU. */
  readonly variantIds: ReadonlyMap<string, string>;
  /** The first of the shoppers; the others are guests. */
  readonly customers: readonly EndUser[];
  /** Whose account everybody can sign in to. */
  readonly openCustomer: EndUser;
  readonly staff: EndUser;
}

interface Buyer extends Pick<DemoShopper, "email" | "address"> {
  readonly caller: EndUser;
}

const patience = { deadlineMilliseconds: 30_000, idempotent: true };
const hour = 3_600_000;

/**
 * Makes one order and lets it go its way. All of it can be repeated: the journal knows the cart, and every step has a key of
 * its own. What is sold out by then is not ordered: that shopper went elsewhere.
 */
export async function playOrder(order: DemoOrder, making: OrderMaking): Promise<void> {
  const { demo, journal } = making;
  const buyer = buyerOf(order, making);
  const cartId = journal.cartOf(order.number) ?? (await fillCart(order, making));
  if (!cartId) return;
  const { placeOrder } = await demo.orders.call(
    demoOperations.placeOrder,
    {
      input: {
        idempotencyKey: `demo order ${order.number}`,
        cartId,
        email: buyer.email,
        shippingAddress: buyer.address,
        shippingMethodId: order.express ? "express" : "standard",
        payment: {
          provider: "TEST",
          paymentMethod: order.course === "rejected" ? "pm_card_threeDSecure2Required" : "pm_card_visa",
        },
      },
    },
    { caller: buyer.caller, ...patience },
  );
  if (placeOrder.__typename !== "OrderPlaced" && placeOrder.__typename !== "PaymentActionRequired") return;
  const placed = placeOrder.order;
  // At once, so that nobody sees it as one of today for longer than it takes.
  if (placeOrder.__typename === "OrderPlaced") await date(order, placed, making);
  await date(order, await goOn(order, placed, buyer, making), making);
}

function buyerOf({ shopper }: DemoOrder, { customers, openCustomer }: OrderMaking): Buyer {
  const person = demoShoppers[shopper ?? 0]!;
  if (shopper !== null) return { ...person, caller: customers[shopper] ?? anonymous };
  const address = { ...person.address, fullName: "Cleo Customer" };
  return { email: "customer@angidi.test", address, caller: openCustomer };
}

/** A guest's cart also for customers: it is for this order alone, and theirs stay as they are. */
async function fillCart(
  { number, lines, discountCode }: DemoOrder,
  { demo, journal, variantIds }: OrderMaking,
): Promise<string | null> {
  const wanted = lines.flatMap(({ sku, quantity }) => {
    const variantId = variantIds.get(sku);
    return variantId ? [{ variantId, quantity }] : [];
  });
  const { addCartLines } = await demo.carts.call(
    demoOperations.addCartLines,
    { input: { lines: wanted } },
    { caller: anonymous, ...patience },
  );
  if (addCartLines.__typename !== "CartChanged" || addCartLines.warnings.length > 0) return null;
  const cartId = addCartLines.cart.id;
  if (discountCode) {
    const input = { cartId, code: discountCode };
    await demo.carts.call(demoOperations.applyDiscountCode, { input }, { caller: anonymous, ...patience });
  }
  journal.noteCart(number, cartId);
  return cartId;
}

/** What happens to the order after it was placed. Gives how it stands then. */
async function goOn(
  { number, course }: DemoOrder,
  placed: OrderStandingFragment,
  buyer: Buyer,
  { demo: { orders }, staff }: OrderMaking,
): Promise<OrderStandingFragment> {
  const orderId = placed.id;
  const key = (what: string) => `demo order ${number} ${what}`;
  if (course === "confirmed") return placed;
  if (course === "rejected") {
    const input = { orderId, outcome: "FAILED" as const };
    const ended = await orders.call(demoOperations.completePaymentAction, { input }, as(buyer.caller));
    const { completePaymentAction: answer } = ended;
    return answer.__typename === "PaymentActionCompleted" ? answer.order : placed;
  }
  if (course === "cancelled") {
    const input = { idempotencyKey: key("cancel"), orderId, reason: "Ordered by mistake" };
    const { cancelOrder } = await orders.call(demoOperations.cancelOrder, { input }, as(buyer.caller));
    return cancelOrder.__typename === "OrderCancelled" ? cancelOrder.order : placed;
  }

  const parcel = { carrier: "Parcel Post", trackingNumber: `PP${String(10_000_000 + number * 7919)}` };
  const sending = { idempotencyKey: key("send"), orderId, ...parcel };
  const { fulfilOrder } = await orders.call(demoOperations.fulfilOrder, { input: sending }, as(staff));
  if (fulfilOrder.__typename !== "OrderFulfilled") return placed;
  if (course === "shipped") return fulfilOrder.order;

  const arrival = { idempotencyKey: key("arrive"), fulfilmentId: fulfilOrder.fulfilment.id };
  const { markDelivered } = await orders.call(demoOperations.markDelivered, { input: arrival }, as(staff));
  if (markDelivered.__typename !== "FulfilmentDelivered") return fulfilOrder.order;
  if (course === "delivered") return markDelivered.order;

  const refund = { idempotencyKey: key("return"), orderId, reason: "Returned within 30 days", restock: true };
  const { refundOrder } = await orders.call(demoOperations.refundOrder, { input: refund }, as(staff));
  return refundOrder.__typename === "OrderRefunded" ? refundOrder.order : markDelivered.order;
}

function as(caller: EndUser) {
  return { caller, ...patience };
}

/** Dates the order back as far as it has come: it may have come less far than planned, or been dated before. */
async function date(
  { hoursAgo }: DemoOrder,
  { id, timeline }: OrderStandingFragment,
  { demo: { orders }, journal }: OrderMaking,
): Promise<void> {
  const times = timeline.map((_entry, index) => {
    const hours = hoursAgo[Math.min(index, hoursAgo.length - 1)]!;
    return new Date(journal.openedAt.getTime() - hours * hour).toISOString();
  });
  await orders.call(demoOperations.dateDemoOrder, { input: { orderId: id, times } }, as(anonymous));
}
