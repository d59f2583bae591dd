import type { MutationResolvers } from "../../../generated/resolvers.ts";
import { updateProduct as update } from "../../../usecases/updateProduct.ts";
import { authorOf } from "../../author.ts";
import { draftOf } from "../drafts.ts";
import { toUpdateProductResult } from "../results.ts";

export const updateProduct: MutationResolvers["updateProduct"] = async (_parent, { input }, { ports, caller }) => {
  const { id, expectedVersion = null } = input;
  return toUpdateProductResult(await update(ports, { id, expectedVersion, draft: draftOf(input) }, authorOf(caller)));
};
