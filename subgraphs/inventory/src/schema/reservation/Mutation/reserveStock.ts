import type { MutationResolvers } from "../../../generated/resolvers.ts";
import type { ReserveStockResult } from "../../../usecases/reserveStock.ts";
import { invalidLines } from "../../userErrors.ts";

export const reserveStock: MutationResolvers["reserveStock"] = async (_parent, { input }, { ports }) =>
  toReserveStockResult(await ports.reserve({ ...input, expiresAt: new Date(input.expiresAt) }));

function toReserveStockResult(result: ReserveStockResult) {
  switch (result.kind) {
    case "reserved":
      return { __typename: "StockReserved", orderId: result.orderId, expiresAt: result.expiresAt } as const;
    case "short":
      return { __typename: "StockShort", shortages: result.shortages } as const;
    case "invalid-lines":
      throw invalidLines();
  }
}
