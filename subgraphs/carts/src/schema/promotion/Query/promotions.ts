import { checkPage, connection } from "@angidi/subgraph";
import type { QueryResolvers } from "../../../generated/resolvers.ts";
import { listPromotions } from "../../../usecases/listPromotions.ts";

export const promotions: NonNullable<QueryResolvers["promotions"]> = async (_parent, page, { ports }) => {
  checkPage(page);
  const { filter } = page;
  const listed = await listPromotions(ports, {
    first: page.first,
    after: page.after ?? null,
    statuses: filter?.status ?? null,
    kinds: filter?.kind ?? null,
    isAutomatic: filter?.automatic ?? null,
    text: filter?.text ?? null,
  });
  const { edges, pageInfo } = connection(listed, {
    ...page,
    cursorOf: ({ cursor }) => cursor,
  });
  return { edges: edges.map(({ cursor, node }) => ({ cursor, node: node.promotion })), pageInfo };
};
