import type { MutationResolvers } from "../../../generated/resolvers.ts";
import { deleteMedia as remove } from "../../../usecases/media/deleteMedia.ts";
import { toDeleteMediaResult } from "../results.ts";

export const deleteMedia: MutationResolvers["deleteMedia"] = async (_parent, { input }, { ports }) =>
  toDeleteMediaResult(await remove(ports, input.mediaId));
