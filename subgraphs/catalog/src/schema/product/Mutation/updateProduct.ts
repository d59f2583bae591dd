import type { MutationResolvers } from "../../../generated/resolvers.ts";
import { updateProduct as update } from "../../../usecases/updateProduct.ts";
import { draftOf } from "../drafts.ts";
import { toUpdateProductResult } from "../results.ts";

export const updateProduct: MutationResolvers["updateProduct"] = async (_parent, { input }, { ports }) =>
  toUpdateProductResult(
    await update(ports, { id: input.id, expectedVersion: input.expectedVersion ?? null, draft: draftOf(input) }),
  );
