import { decodeCursor, encodeCursor } from "@angidi/datastores";
import { checkPage, connection } from "@angidi/subgraph";
import type { QueryResolvers } from "../../../generated/resolvers.ts";

export const templateVersions: QueryResolvers["templateVersions"] = async (
  _parent,
  { kind, channel, locale, ...page },
  { ports },
) => {
  checkPage(page);
  const below = page.after ? Number(decodeCursor(page.after, ["number"])[0]) : null;
  const versions = await ports.templates.versions({ kind, channel, locale }, page.first + 1, below);
  return connection(versions, { ...page, cursorOf: ({ version }) => encodeCursor([version]) });
};
