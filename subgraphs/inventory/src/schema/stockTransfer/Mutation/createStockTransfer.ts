import { staffUserId } from "../../../context.ts";
import type { MutationResolvers } from "../../../generated/resolvers.ts";
import { type CreateTransferResult, createTransfer } from "../../../usecases/createTransfer.ts";
import { invalidInput, keyReused, tooFew, warehouseNotFound } from "../../userErrors.ts";

export const createStockTransfer: MutationResolvers["createStockTransfer"] = async (_parent, { input }, context) =>
  toCreateStockTransferResult(await createTransfer(context.ports, { ...input, userId: staffUserId(context) }));

function toCreateStockTransferResult(result: CreateTransferResult) {
  switch (result.kind) {
    case "created":
      return { __typename: "StockTransferCreated", transfer: result.transfer } as const;
    case "too-few":
      return tooFew(result.shortages, "lines");
    case "no-warehouse":
      return warehouseNotFound(result.field);
    case "key-reused":
      return keyReused();
    case "invalid":
      return invalidInput(result.mistake);
  }
}
