import type { MutationResolvers } from "../../../generated/resolvers.ts";
import { type CreateWarehouseResult, createWarehouse as create } from "../../../usecases/createWarehouse.ts";
import { invalidInput, refusal } from "../../userErrors.ts";

export const createWarehouse: MutationResolvers["createWarehouse"] = async (_parent, { input }, { ports }) =>
  toCreateWarehouseResult(await create(ports, input));

function toCreateWarehouseResult(result: CreateWarehouseResult) {
  switch (result.kind) {
    case "created":
      return { __typename: "WarehouseCreated", warehouse: result.warehouse } as const;
    case "code-taken":
      return refusal("WarehouseCodeTaken", "Another warehouse has this code", "code");
    case "invalid":
      return invalidInput(result.mistake);
  }
}
