import { setTimeout as pause } from "node:timers/promises";
import { placement } from "../src/world.ts";
import type { Known } from "./asking.ts";
import { removeAll } from "./cartActions.ts";
import { noteOrder, type OrderAnswer } from "./history.ts";
import type { Payment, ShopperOperation } from "./plannedOperations.ts";
import type { PlacementInput, Session } from "./session.ts";

type Operation<Kind extends ShopperOperation["kind"]> = ShopperOperation & { readonly kind: Kind };

/** The test provider's methods of payment, by what comes of them. */
export const methods: Readonly<Record<Payment, string>> = {
  paid: "pm_card_visa",
  declined: "pm_card_visa_chargeDeclined",
  confirmed: "pm_card_authenticationRequired",
  refused: "pm_card_authenticationRequired",
  abandoned: "pm_card_authenticationRequired",
};

/** Of orders whose pieces leave the cart for certain. */
const leavesCart: readonly string[] = ["CONFIRMED", "PARTIALLY_SHIPPED", "SHIPPED", "DELIVERED"];

/** Orders the cart, by several requests at once perhaps: impatient clicks, or two tabs. */
export async function place(session: Session, operation: Operation<"place">): Promise<void> {
  const { payment, provider, requests, keys } = operation;
  const { name, cartId, unique } = session;
  if (!cartId) return;
  const one: PlacementInput = placement(cartId, {
    idempotencyKey: unique("key"),
    email: `${name}@example.com`,
    payment: { provider, paymentMethod: methods[payment] },
  });
  const group = unique("placement");
  const answers = await Promise.all(
    Array.from({ length: requests }, (_, index) =>
      send(session, keys === "one" || index === 0 ? one : { ...one, idempotencyKey: unique("key") }, group),
    ),
  );
  const required = answers.find((answer) => answer?.__typename === "PaymentActionRequired");
  if (required) {
    session.model.forget();
    if (await confirm(session, required, operation)) await comeBack(session, { orderId: required.order.id }, operation);
    else session.isAwaited = true;
  }
  const short = answers.find((answer) => answer?.__typename === "OutOfStock");
  if (short) await removeAll(session, short.shortages.flatMap(variantIdOf));
}

/** None where another subgraph could not say which one it is. */
function variantIdOf({ variant }: { readonly variant: { readonly id: string } | null }): string[] {
  return variant ? [variant.id] : [];
}

/** Sends a placement until it is answered, and notes the answer. */
async function send(session: Session, input: PlacementInput, group: string): Promise<Known | null> {
  const { name, who, history, placed, model } = session;
  const { idempotencyKey: key, cartId } = input;
  const note = history.placements.get(key) ?? { shopper: name, key, cartId, answers: [], isUnanswered: false };
  if (!history.placements.has(key)) placed.push({ input, note });
  history.placements.set(key, note);
  const known = await who.untilAnswered("PlaceOrder", { input });
  if (known) {
    note.answers.push({ group, typename: known.__typename, order: known.order ?? null });
    if (known.order) noteOrdered(session, known.order);
  } else {
    note.isUnanswered = true;
    model.forget();
  }
  return known;
}

function noteOrdered({ history, orderIds, model, complain }: Session, order: OrderAnswer): void {
  noteOrder(history, order);
  if (orderIds.includes(order.id)) return;
  orderIds.push(order.id);
  const complaint = model.complaintAboutOrder(order.lines);
  if (complaint) complain("An order is of what the cart held", `order ${order.number} is of ${complaint}`);
  if (leavesCart.includes(order.status))
    for (const { variant, quantity } of order.lines) model.ordered(variant.id, quantity);
  else model.forget(); // whether it was confirmed is not known
}

type Confirming = Pick<Operation<"place">, "payment" | "provider" | "comesBack">;

/** For longer than orders waits for who has to confirm (`settings` of the run). */
const tooLateMilliseconds = 12_000;

/** Confirms a payment at the bank, or does not, or too late. Gives whether they come back to the shop after it. */
export async function confirm(
  { bank, later }: Session,
  { clientSecret }: { readonly clientSecret?: string | null },
  { payment, provider, comesBack }: Confirming,
): Promise<boolean> {
  const outcome = payment === "refused" ? "FAILED" : "SUCCEEDED";
  if (payment === "abandoned") {
    const isLate = provider === "STRIPE" && comesBack;
    if (isLate) later.push(pause(tooLateMilliseconds).then(() => bank.confirm(clientSecret ?? "", outcome)));
    return false;
  }
  if (provider === "TEST") return true;
  bank.confirm(clientSecret ?? "", outcome);
  return comesBack;
}

/** Comes back to the shop from 3-D Secure. */
export async function comeBack(
  { who, history }: Session,
  of: { readonly orderId: string; readonly editId?: string },
  { payment }: Confirming,
): Promise<void> {
  const input = { ...of, outcome: payment === "confirmed" ? "SUCCEEDED" : "FAILED" };
  const known = await who.untilAnswered("CompletePaymentAction", { input });
  if (known?.order && !of.editId) noteOrder(history, known.order);
}

/** Sends an earlier placement once more, as it was or with another input. */
export async function repeat(session: Session, { pick, isChanged }: Operation<"repeat">): Promise<void> {
  const { who, history, placed, model, unique, complain } = session;
  const earlier = placed[Math.floor(pick * placed.length)];
  if (!earlier) return;
  if (!isChanged) {
    await send(session, earlier.input, unique("repeat"));
    return;
  }
  const input = { ...earlier.input, email: `${unique("other")}@example.com` };
  const known = await who.untilAnswered("PlaceOrder", { input });
  if (known?.__typename === "IdempotencyKeyReused") return;
  // A key is taken once an order came of it. Before that, this is as good as the first.
  if (known && earlier.note.answers.some(({ order }) => order)) {
    complain("A key with another input is refused", `${earlier.note.key} was answered with ${known.__typename}`);
  }
  model.forget();
  if (known?.order) noteOrder(history, known.order);
  if (!known) earlier.note.isUnanswered = true;
}
