import { money } from "@angidi/money";
import type { OrderEditQuoteResolvers } from "../../generated/resolvers.ts";
import { termsAmounts } from "./termsAmounts.ts";

export const OrderEditQuote: OrderEditQuoteResolvers = {
  lines: ({ terms, currency }) => terms.lines.map((line) => ({ ...line, currency })),
  ...termsAmounts,
  due: ({ due, currency }) => money(due, currency),
  back: ({ back, currency }) => money(back, currency),
};
