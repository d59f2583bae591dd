import { staffUserId } from "../../../context.ts";
import type { MutationResolvers } from "../../../generated/resolvers.ts";
import { type AdjustStockResult, adjustStock as adjust } from "../../../usecases/adjustStock.ts";
import { invalidInput, keyReused, tooFew, warehouseNotFound } from "../../userErrors.ts";

export const adjustStock: MutationResolvers["adjustStock"] = async (_parent, { input }, context) =>
  toAdjustStockResult(await adjust(context.ports, { ...input, userId: staffUserId(context) }), input);

function toAdjustStockResult(
  result: AdjustStockResult,
  { sku, delta }: { readonly sku: string; readonly delta: number },
) {
  switch (result.kind) {
    case "changed":
      return { __typename: "StockChanged", stockItem: result.item } as const;
    case "too-few":
      return tooFew([{ sku, requested: -delta, available: result.available }], "delta");
    case "no-warehouse":
      return warehouseNotFound("warehouseId");
    case "key-reused":
      return keyReused();
    case "invalid":
      return invalidInput(result.mistake);
  }
}
