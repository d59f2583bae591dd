import type { QueryResolvers } from "../../../generated/resolvers.ts";

export const mediaFile: QueryResolvers["mediaFile"] = async (_parent, { id }, { ports }) => {
  const [file] = await ports.media.byIds([id]);
  return file && file.deletedAt === null ? file : null;
};
