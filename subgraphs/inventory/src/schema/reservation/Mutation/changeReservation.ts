import { CodedError } from "@angidi/subgraph";
import type { MutationResolvers } from "../../../generated/resolvers.ts";
import { type ChangeReservationResult, changeReservation as change } from "../../../usecases/changeReservation.ts";
import { invalidLines } from "../../userErrors.ts";

export const changeReservation: MutationResolvers["changeReservation"] = async (_parent, { input }, { ports }) =>
  toReserveStockResult(await change(ports, input));

function toReserveStockResult(result: ChangeReservationResult) {
  switch (result.kind) {
    case "changed":
      return { __typename: "StockReserved", orderId: result.orderId, expiresAt: result.expiresAt } as const;
    case "short":
      return { __typename: "StockShort", shortages: result.shortages } as const;
    case "shipped-already":
      throw new CodedError("BAD_USER_INPUT", `More was shipped than the order is to have: ${result.skus.join(", ")}`);
    case "invalid-lines":
      throw invalidLines();
  }
}
