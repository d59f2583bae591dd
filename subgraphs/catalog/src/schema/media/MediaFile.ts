import { mediaOf } from "../../domain/media/productMedia.ts";
import type { MediaFileResolvers } from "../../generated/resolvers.ts";

export const MediaFile: MediaFileResolvers = {
  media: (file) => (file.status === "READY" ? mediaOf(file) : null),
};
