import { staffUserId } from "../../../context.ts";
import type { MutationResolvers } from "../../../generated/resolvers.ts";
import { type ReceiveTransferResult, receiveTransfer } from "../../../usecases/receiveTransfer.ts";
import { invalidInput, keyReused, refusal } from "../../userErrors.ts";

export const receiveStockTransfer: MutationResolvers["receiveStockTransfer"] = async (_parent, { input }, context) =>
  toReceiveStockTransferResult(await receiveTransfer(context.ports, { ...input, userId: staffUserId(context) }));

function toReceiveStockTransferResult(result: ReceiveTransferResult) {
  switch (result.kind) {
    case "received":
      return { __typename: "StockTransferReceived", transfer: result.transfer } as const;
    case "no-transfer":
      return refusal("StockTransferNotFound", "There is no such transfer", "transferId");
    case "received-already":
      return refusal("StockTransferNotUnderWay", "All of it has come already, or was given up", "transferId");
    case "key-reused":
      return keyReused();
    case "invalid":
      return invalidInput(result.mistake);
  }
}
