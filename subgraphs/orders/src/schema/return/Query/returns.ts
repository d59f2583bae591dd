import { decodeCursor, encodeCursor } from "@angidi/datastores";
import { CodedError, checkPage, connection } from "@angidi/subgraph";
import type { QueryResolvers } from "../../../generated/resolvers.ts";

export const returns: QueryResolvers["returns"] = async (_parent, { filter, ...page }, { ports, loaders }) => {
  checkPage(page);
  const statuses = filter?.statuses ?? null;
  if (statuses && (statuses.length === 0 || statuses.length > 10)) {
    throw new CodedError("BAD_USER_INPUT", "Name 1 to 10 statuses");
  }
  const [requestedAt, id] = page.after ? decodeCursor(page.after, ["time", "id"]) : [];
  const after = page.after ? { requestedAt: String(requestedAt), id: String(id) } : null;
  const found = await ports.returns.all(statuses, page.first + 1, after);
  const nodes = await Promise.all(
    found.map(async (wanted) => ({ wanted, order: (await loaders.orderByKey.load(wanted.order))! })),
  );
  return connection(nodes, {
    ...page,
    cursorOf: ({ wanted }) => encodeCursor([wanted.requestedAt.toISOString(), wanted.id]),
  });
};
