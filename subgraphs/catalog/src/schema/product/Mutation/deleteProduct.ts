import type { MutationResolvers } from "../../../generated/resolvers.ts";
import { deleteProduct as remove } from "../../../usecases/deleteProduct.ts";
import { authorOf } from "../../author.ts";
import { toDeleteProductResult } from "../results.ts";

export const deleteProduct: MutationResolvers["deleteProduct"] = async (_parent, { input }, { ports, caller }) => {
  const { id, expectedVersion = null } = input;
  return toDeleteProductResult(await remove(ports, { id, expectedVersion }, authorOf(caller)));
};
