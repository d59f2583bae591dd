import type { MutationResolvers } from "../../../generated/resolvers.ts";
import { type FulfilStock, type FulfilStockResult, fulfilStock as fulfil } from "../../../usecases/fulfilStock.ts";
import { invalidLines, notHeld } from "../../userErrors.ts";

export const fulfilStock: MutationResolvers["fulfilStock"] = async (_parent, { input }, { ports }) =>
  toStockFulfilled(input, await fulfil(ports, input));

function toStockFulfilled({ orderId, fulfilmentId }: FulfilStock, result: FulfilStockResult) {
  switch (result.kind) {
    case "fulfilled":
      return { orderId, fulfilmentId };
    case "not-held":
      throw notHeld(orderId, result.shortages);
    case "invalid-lines":
      throw invalidLines();
  }
}
