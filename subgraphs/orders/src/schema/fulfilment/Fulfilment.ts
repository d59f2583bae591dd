import { encodeFulfilmentId } from "../../domain/orderId.ts";
import type { FulfilmentResolvers } from "../../generated/resolvers.ts";

export const Fulfilment: FulfilmentResolvers = {
  id: (fulfilment) => encodeFulfilmentId(fulfilment),
  warehouse: ({ warehouseId }) => (warehouseId === null ? null : { id: warehouseId }),
  lines: async ({ order, lines, currency }, _args, { loaders }) => {
    const lineOf = new Map((await loaders.linesByOrder.load(order)).map((line) => [line.id, line]));
    return lines.map(({ lineId, quantity }) => ({ line: { ...lineOf.get(lineId)!, currency }, quantity }));
  },
};
