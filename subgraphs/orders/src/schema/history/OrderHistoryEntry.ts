import { money } from "@angidi/money";
import type { OrderHistoryEntryResolvers } from "../../generated/resolvers.ts";

export const OrderHistoryEntry: OrderHistoryEntryResolvers = {
  by: ({ actor }) => actor,
  state: ({ data }) => data.state ?? null,
  amount: ({ data, currency }) => (data.amount === undefined ? null : money(data.amount, currency)),
  text: ({ data }) => data.text ?? null,
  remark: ({ data }) => data.remark ?? null,
  reference: ({ data }) => data.reference ?? null,
  visibleToShopper: ({ visibleTo }) => visibleTo === "SHOPPER",
  lines: async ({ order, currency, data }, _args, { loaders }) => {
    if (!data.lines?.length) return [];
    const lineOf = new Map((await loaders.linesByOrder.load(order)).map((line) => [line.id, line]));
    return data.lines.flatMap(({ lineId, quantity }) => {
      const line = lineOf.get(lineId);
      return line ? [{ line: { ...line, currency }, quantity }] : [];
    });
  },
};
