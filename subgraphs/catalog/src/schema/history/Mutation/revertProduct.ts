import type { MutationResolvers } from "../../../generated/resolvers.ts";
import { revertProduct as revert } from "../../../usecases/productHistory.ts";
import { authorOf } from "../../author.ts";
import { toRevertProductResult } from "../../product/results.ts";

export const revertProduct: MutationResolvers["revertProduct"] = async (_parent, { input }, { ports, caller }) => {
  const { id, version, expectedVersion = null } = input;
  return toRevertProductResult(await revert(ports, { id, version, expectedVersion }, authorOf(caller)));
};
