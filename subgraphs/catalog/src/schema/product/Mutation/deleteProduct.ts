import type { MutationResolvers } from "../../../generated/resolvers.ts";
import { deleteProduct as remove } from "../../../usecases/deleteProduct.ts";
import { toDeleteProductResult } from "../results.ts";

export const deleteProduct: MutationResolvers["deleteProduct"] = async (_parent, { input }, { ports }) =>
  toDeleteProductResult(await remove(ports, { id: input.id, expectedVersion: input.expectedVersion ?? null }));
