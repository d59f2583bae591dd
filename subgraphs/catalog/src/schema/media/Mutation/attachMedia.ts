import type { MutationResolvers } from "../../../generated/resolvers.ts";
import { attachMedia as attach } from "../../../usecases/media/attachMedia.ts";
import { authorOf } from "../../author.ts";
import { toAttachMediaResult } from "../results.ts";

export const attachMedia: MutationResolvers["attachMedia"] = async (_parent, { input }, { ports, caller }) => {
  const { productId, mediaId, expectedVersion = null, altText = null, position = null, variantIds } = input;
  const wanted = { productId, mediaId, expectedVersion, altText, position, variantIds: variantIds ?? [] };
  return toAttachMediaResult(await attach(ports, wanted, authorOf(caller)));
};
