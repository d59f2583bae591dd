import { checkPage, connection } from "@angidi/subgraph";
import type { QueryResolvers } from "../../../generated/resolvers.ts";
import { listPromotions } from "../../../usecases/listPromotions.ts";

export const promotions: NonNullable<QueryResolvers["promotions"]> = async (_parent, page, { ports }) => {
  checkPage(page);
  const { edges, pageInfo } = connection(await listPromotions(ports, page), {
    ...page,
    cursorOf: ({ cursor }) => cursor,
  });
  return { edges: edges.map(({ cursor, node }) => ({ cursor, node: node.promotion })), pageInfo };
};
