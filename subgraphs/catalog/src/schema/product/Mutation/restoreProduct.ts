import type { MutationResolvers } from "../../../generated/resolvers.ts";
import { restoreProduct as restore } from "../../../usecases/deleteProduct.ts";
import { authorOf } from "../../author.ts";
import { toRestoreProductResult } from "../results.ts";

export const restoreProduct: MutationResolvers["restoreProduct"] = async (_parent, { input }, { ports, caller }) =>
  toRestoreProductResult(await restore(ports, input.id, authorOf(caller)));
