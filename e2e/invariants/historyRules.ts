import type { Asker } from "./asking.ts";
import type { History, OrderAnswer, Placement } from "./history.ts";
import type { Violation } from "./violation.ts";

type StoredOrder = OrderAnswer & {
  readonly fulfilments: readonly { readonly id: string; readonly status: string }[];
  readonly returns: readonly { readonly id: string; readonly status: string }[];
  readonly revisions: readonly { readonly revision: number }[];
  readonly timeline: readonly { readonly sequence: number; readonly status: string }[];
};

const undone: readonly string[] = ["REJECTED", "CANCELLED"];

/** Whether what was answered while everything went on is what is stored now: the shoppers' side of the books. */
export async function compareWithHistory(history: History, admin: Asker): Promise<Violation[]> {
  const violations: Violation[] = [...history.complaints];
  const broken = (rule: string, detail: string) => void violations.push({ rule, detail });
  for (const placement of history.placements.values()) checkPlacement(placement, history, broken);
  checkGroups([...history.placements.values()], broken);
  for (const answered of history.orders.values()) {
    const stored: StoredOrder | null = await admin.untilAnswered("StoredOrder", { id: answered.id });
    if (!stored) broken("An order that was answered is stored", answered.number);
    else checkOrder(answered, stored, history, broken);
  }
  return violations;
}

type Broken = (rule: string, detail: string) => void;

function checkPlacement({ key, answers }: Placement, { edits }: History, broken: Broken): void {
  const orders = new Map(answers.flatMap(({ order }) => (order ? [[order.id, order] as const] : [])));
  if (orders.size > 1) broken("One key, one order", `${key}: ${[...orders.values()].map(({ number }) => number)}`);
  const terms = new Set(answers.flatMap(({ order }) => (order ? [termsOf(order)] : [])));
  const isEdited = edits.some(({ orderId }) => orders.has(orderId));
  if (!isEdited && terms.size > 1) broken("A repeat is answered like the first", `${key}: ${[...terms].join(" and ")}`);
  // One that is still PLACED was answered before it was decided.
  const wasPlaced = answers.findIndex(
    ({ typename, order }) => typename === "OrderPlaced" && order?.status !== "PLACED",
  );
  const later = answers.slice(wasPlaced + 1).find(({ typename }) => typename !== "OrderPlaced");
  if (wasPlaced >= 0 && later) broken("What was answered as placed stays so", `${key}: then ${later.typename}`);
}

/** What of an order can never change, but by an edit. */
function termsOf({ number, total, lines }: OrderAnswer): string {
  return `${number} over ${total.amount} of ${lines.map(({ quantity, variant }) => `${quantity} ${variant.id}`).join(", ")}`;
}

/** Of requests for one cart at once, one at most becomes an order that stands. */
function checkGroups(placements: readonly Placement[], broken: Broken): void {
  const confirmed = new Map<string, Set<string>>();
  for (const { group, order } of placements.flatMap(({ answers }) => answers)) {
    if (!order || undone.includes(order.status)) continue;
    confirmed.set(group, (confirmed.get(group) ?? new Set()).add(order.number));
  }
  for (const [group, numbers] of confirmed) {
    if (numbers.size > 1) broken("Requests at once for a cart make one order", `${group}: ${[...numbers].join(", ")}`);
  }
}

function checkOrder(answered: OrderAnswer, stored: StoredOrder, history: History, broken: Broken): void {
  const { id, number } = stored;
  const of = <Item extends { readonly orderId: string }>(items: readonly Item[]) =>
    items.filter(({ orderId }) => orderId === id);
  const edits = of(history.edits);
  if (edits.length === 0 && termsOf(answered) !== termsOf(stored)) {
    broken("An order is stored as it was answered", `answered ${termsOf(answered)}, stored ${termsOf(stored)}`);
  }
  const acknowledged = edits.filter(({ isAcknowledged }) => isAcknowledged).length;
  // One that was never edited has no revisions, or one.
  const changes = Math.max(0, stored.revisions.length - 1);
  if (changes < acknowledged || changes > edits.length) {
    broken("Each acknowledged edit is a revision", `${number}: ${changes} of ${acknowledged} to ${edits.length}`);
  }
  if (history.confirmed.includes(id) && ["PLACED", "REJECTED"].includes(stored.status)) {
    broken("An order that was answered as confirmed is not rejected", `${number} is ${stored.status}`);
  }
  const cancellations = of(history.cancellations);
  if (cancellations.some(({ isAcknowledged }) => isAcknowledged) && stored.status !== "CANCELLED") {
    broken("An acknowledged cancellation cancels the order", `${number} is ${stored.status}`);
  }
  if (stored.status === "CANCELLED" && cancellations.length === 0) {
    broken("No order is cancelled that nobody cancelled", number);
  }
  checkRefunds(stored, of(history.refunds), broken);
  for (const { fulfilmentId, isAcknowledged } of of(history.fulfilments)) {
    if (isAcknowledged && !stored.fulfilments.some((one) => one.id === fulfilmentId)) {
      broken("An acknowledged parcel is stored", `${number}: ${fulfilmentId}`);
    }
  }
  for (const { fulfilmentId, isAcknowledged } of of(history.deliveries)) {
    const parcel = stored.fulfilments.find((one) => one.id === fulfilmentId);
    if (isAcknowledged && parcel?.status !== "DELIVERED") {
      broken("An acknowledged delivery is stored", `${number}: ${fulfilmentId} is ${parcel?.status}`);
    }
  }
  for (const { returnId, isAcknowledged } of of(history.returns)) {
    const status = stored.returns.find((one) => one.id === returnId)?.status;
    if (isAcknowledged && status !== "REFUNDED" && status !== "REFUND_DECLINED") {
      broken("What came back is paid back, or refused by the provider", `${number}: ${returnId} is ${status}`);
    }
  }
  if (stored.fulfilments.length > of(history.fulfilments).length) {
    broken("No parcel was sent twice", `${number}: ${stored.fulfilments.length} of ${of(history.fulfilments).length}`);
  }
  const sequences = stored.timeline.map(({ sequence }) => sequence);
  if (sequences.some((sequence, index) => sequence !== index + 1)) {
    broken("A timeline has no gap", `${number}: ${sequences.join(", ")}`);
  }
  if (stored.timeline.at(-1)?.status !== stored.status) {
    broken("An order's status is the last of its timeline", `${number} is ${stored.status}`);
  }
}

function checkRefunds(
  { number, status, refunded, total }: StoredOrder,
  refunds: History["refunds"],
  broken: Broken,
): void {
  const least = refunds.reduce((sum, { isAcknowledged, amount }) => sum + (isAcknowledged ? amount : 0), 0);
  if (refunded.amount < least) {
    broken("An acknowledged refund is given back", `${number}: ${refunded.amount} of ${least}`);
  }
  if (refunded.amount > total.amount) broken("No more is given back than was paid", `${number}: ${refunded.amount}`);
  if (refunds.length === 0 && !undone.includes(status) && refunded.amount > 0) {
    broken("Nothing is given back that nobody asked for", `${number}: ${refunded.amount}`);
  }
}
