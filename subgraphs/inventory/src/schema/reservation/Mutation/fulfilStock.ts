import type { MutationResolvers } from "../../../generated/resolvers.ts";
import { type FulfilStock, type FulfilStockResult, fulfilStock as fulfil } from "../../../usecases/fulfilStock.ts";
import { invalidLines, notHeld } from "../../userErrors.ts";

export const fulfilStock: MutationResolvers["fulfilStock"] = async (_parent, { input }, { ports }) =>
  toFulfilStockResult(input, await fulfil(ports, input));

function toFulfilStockResult({ orderId, fulfilmentId }: FulfilStock, result: FulfilStockResult) {
  switch (result.kind) {
    case "fulfilled":
      return { __typename: "StockFulfilled", orderId, fulfilmentId } as const;
    case "not-here":
      return { __typename: "StockNotHere", shortages: result.shortages } as const;
    case "not-held":
      throw notHeld(orderId, result.shortages);
    case "invalid-lines":
      throw invalidLines();
  }
}
