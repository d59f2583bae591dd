import type { InvalidInput } from "../usecases/refusal.ts";

/** An expected refusal: its type in the schema, in words, and where in the input the matter lies. */
export function refusal<Name extends string>(__typename: Name, message: string, path: readonly string[] | null = null) {
  return { __typename, message, path: path && [...path] };
}

export const invalidInput = ({ message, path }: InvalidInput) => refusal("InvalidInput", message, path);

export const idempotencyKeyReused = () =>
  refusal("IdempotencyKeyReused", "This idempotency key was used before with another input", ["idempotencyKey"]);

export const orderNotFound = () => refusal("OrderNotFound", "There is no such order", ["orderId"]);
