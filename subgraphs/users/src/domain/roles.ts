import type { Role } from "@angidi/subgraph";

const inOrder: readonly Role[] = [
  "CUSTOMER",
  "ADMIN",
  "MODERATOR",
  "CONTENT_MANAGER",
  "ORDER_PROCESSOR",
  "SELLER",
  "PARTNER",
];

/** The roles of a user who is given these: each once, in one order, and CUSTOMER in any case – everybody may shop. */
export function rolesWith(given: readonly Role[]): readonly Role[] {
  return inOrder.filter((role) => role === "CUSTOMER" || given.includes(role));
}
