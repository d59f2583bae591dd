import type { SagaName } from "../../domain/parked.ts";
import type { OrderSaga } from "../../generated/resolvers.ts";

/** How the graph calls the sagas. */
export const nameOf = {
  placement: "PLACEMENT",
  edit: "EDIT",
  refund: "REFUND",
  return: "RETURN",
  fulfilment: "FULFILMENT",
} as const satisfies Record<SagaName, OrderSaga>;

/** The saga that the graph calls so. */
export function sagaOf(name: OrderSaga): SagaName {
  const found = Object.entries(nameOf).find(([, other]) => other === name);
  if (!found) throw new Error(`There is no saga ${name}`);
  return found[0] as SagaName;
}
