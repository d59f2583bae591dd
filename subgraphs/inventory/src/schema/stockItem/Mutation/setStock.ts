import { staffUserId } from "../../../context.ts";
import type { MutationResolvers } from "../../../generated/resolvers.ts";
import { type SetStockResult, setStock as set } from "../../../usecases/setStock.ts";
import { invalidInput, keyReused, refusal, warehouseNotFound } from "../../userErrors.ts";

export const setStock: MutationResolvers["setStock"] = async (_parent, { input }, context) =>
  toSetStockResult(await set(context.ports, { ...input, userId: staffUserId(context) }));

function toSetStockResult(result: SetStockResult) {
  switch (result.kind) {
    case "changed":
      return { __typename: "StockChanged", stockItem: result.item } as const;
    case "below-reserved": {
      const message = `${result.reserved} units are promised to orders; there cannot be fewer`;
      return { ...refusal("StockBelowReserved", message, "onHand"), reserved: result.reserved };
    }
    case "no-warehouse":
      return warehouseNotFound("warehouseId");
    case "key-reused":
      return keyReused();
    case "invalid":
      return invalidInput(result.mistake);
  }
}
