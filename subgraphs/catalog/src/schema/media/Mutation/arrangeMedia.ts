import type { MutationResolvers } from "../../../generated/resolvers.ts";
import { arrangeMedia as arrange } from "../../../usecases/media/arrangeMedia.ts";
import { authorOf } from "../../author.ts";
import { toArrangeMediaResult } from "../results.ts";

export const arrangeMedia: MutationResolvers["arrangeMedia"] = async (_parent, { input }, { ports, caller }) => {
  const { productId, expectedVersion = null } = input;
  const media = input.media.map(({ mediaId, url, altText, variantIds }) => ({
    mediaId: mediaId ?? undefined,
    url: url ?? undefined,
    altText,
    variantIds: variantIds ?? undefined,
  }));
  return toArrangeMediaResult(await arrange(ports, { productId, expectedVersion, media }, authorOf(caller)));
};
