import { checkPage, connection } from "@angidi/subgraph";
import type { QueryResolvers } from "../../../generated/resolvers.ts";
import { listRevisions, revisionCursor } from "../../../usecases/productHistory.ts";

export const productRevisions: QueryResolvers["productRevisions"] = async (
  _parent,
  { productId, first, after },
  { ports },
) => {
  checkPage({ first });
  const revisions = await listRevisions(ports, productId, { first, after: after ?? null });
  return connection(revisions, { first, after, cursorOf: revisionCursor });
};
