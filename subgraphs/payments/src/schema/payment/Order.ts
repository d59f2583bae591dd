import type { Context } from "../../context.ts";
import { readPaymentsOfOrders } from "../../usecases/readPayments.ts";
import type { OrderMapper } from "../mappers.ts";
import { viewerOf } from "./viewer.ts";

/** Orders, as far as they are known here: by their payments. */
export async function ordersByReference(
  references: readonly { readonly id: string }[],
  { ports, caller }: Context,
): Promise<OrderMapper[]> {
  const ids = references.map(({ id }) => id);
  const payments = await readPaymentsOfOrders(ports, viewerOf(caller), ids);
  return ids.map((id, index) => ({ id, payments: payments[index]! }));
}
