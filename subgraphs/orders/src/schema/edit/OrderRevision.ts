import type { OrderRevisionResolvers } from "../../generated/resolvers.ts";
import { termsAmounts } from "./termsAmounts.ts";

export const OrderRevision: OrderRevisionResolvers = {
  lines: ({ terms, currency }) => terms.lines.map((line) => ({ ...line, currency })),
  ...termsAmounts,
  shippingMethod: ({ terms }) => terms.shippingMethod,
};
