import { isId } from "@angidi/datastores";
import { maySee, type Viewer } from "../domain/access.ts";
import type { Payment } from "../domain/payment.ts";
import type { Ports } from "../ports.ts";

/** The payments of these ids in their order, by one statement; null for those that are not there or not for the viewer. */
export async function readPayments(
  { payments }: Pick<Ports, "payments">,
  viewer: Viewer,
  ids: readonly string[],
): Promise<(Payment | null)[]> {
  const known = ids.filter(isId);
  const found = known.length === 0 ? [] : await payments.byIds(known);
  const visible = new Map(found.filter((payment) => maySee(viewer, payment)).map((payment) => [payment.id, payment]));
  return ids.map((id) => visible.get(id.toLowerCase()) ?? null);
}

/** Of each order the payments that the viewer may see, its own first, by one statement. */
export async function readPaymentsOfOrders(
  { payments }: Pick<Ports, "payments">,
  viewer: Viewer,
  orderIds: readonly string[],
): Promise<Payment[][]> {
  const visible = (await payments.byOrders(orderIds)).filter((payment) => maySee(viewer, payment));
  const byOrder = Map.groupBy(visible, ({ orderId }) => orderId);
  return orderIds.map((orderId) => byOrder.get(orderId) ?? []);
}
