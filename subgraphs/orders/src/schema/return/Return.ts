import { money } from "@angidi/money";
import { encodeReturnId } from "../../domain/orderId.ts";
import type { ReturnResolvers } from "../../generated/resolvers.ts";

export const Return: ReturnResolvers = {
  id: ({ wanted }) => encodeReturnId(wanted),
  status: ({ wanted }) => wanted.status,
  reason: ({ wanted }) => wanted.reason,
  comment: ({ wanted }) => wanted.comment,
  note: ({ wanted }) => wanted.note,
  requestedAt: ({ wanted }) => wanted.requestedAt,
  restockingFee: ({ wanted, order }) => money(wanted.restockingFee, order.currency),
  lines: async ({ order, wanted }, _args, { loaders }) => {
    const all = "lines" in order ? order.lines : await loaders.linesByOrder.load(order);
    const lineOf = new Map(all.map((line) => [line.id, { ...line, currency: order.currency }]));
    return wanted.lines.map(({ lineId, ...pieces }) => ({ line: lineOf.get(lineId)!, ...pieces }));
  },
};
