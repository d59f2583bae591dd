import { CodedError } from "@angidi/subgraph";
import type { Shortage } from "../domain/draw.ts";
import type { Mistake } from "../domain/limits.ts";

/** An expected refusal: its type in the schema, in words, and where in the input the matter lies. */
export function refusal<Name extends string>(__typename: Name, message: string, ...path: string[]) {
  return { __typename, message, path };
}

export const invalidInput = ({ message, path }: Mistake) => refusal("InvalidInput", message, ...path);

export const keyReused = () =>
  refusal("IdempotencyKeyReused", "This idempotency key was used with another input", "idempotencyKey");

export const warehouseNotFound = (field: string) => refusal("WarehouseNotFound", "There is no such warehouse", field);

export function tooFew(shortages: readonly Shortage[], ...path: string[]) {
  const few = shortages.map(({ sku, requested, available }) => `${available} of ${requested} of ${sku}`).join(", ");
  return { ...refusal("StockTooFew", `Only so many can go: ${few}`, ...path), shortages };
}

/** What no honest service sends: a fault of the caller, and not an outcome that it handles. */
export function invalidLines(): CodedError {
  return new CodedError("BAD_USER_INPUT", "There must be lines, each of 1 to 1 000 000 000 units");
}

/** The same for moving units that an order does not have. */
export function notHeld(orderId: string, shortages: readonly Shortage[]): CodedError {
  const lacking = shortages.map(({ sku, requested, available }) => `${sku}: ${requested} of ${available}`).join(", ");
  return new CodedError("BAD_USER_INPUT", `The order ${orderId} does not have these units (${lacking})`);
}
