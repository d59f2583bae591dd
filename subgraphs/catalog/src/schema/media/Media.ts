import { renditionsOf, thumbnailOf } from "../../domain/media/productMedia.ts";
import type { MediaResolvers } from "../../generated/resolvers.ts";

/** What is not read as it is from a product's document, where paths are those on the host of the graph. */
export const Media: MediaResolvers = {
  id: ({ file }) => file?.id ?? null,
  kind: ({ file }) => file?.kind ?? "IMAGE",
  url: ({ url }, _arguments, { ports }) => ports.mediaUrl(url),
  contentType: (media) =>
    thumbnailOf(media, Number.POSITIVE_INFINITY, "FALLBACK")?.contentType ?? media.file?.contentType ?? null,
  byteSize: ({ file }) => file?.byteSize ?? null,
  durationMilliseconds: ({ file }) => file?.durationMilliseconds ?? null,
  placeholder: ({ file }) => file?.placeholder ?? null,
  dominantColour: ({ file }) => file?.dominantColour ?? null,
  thumbnail(media, { width, format }, { ports }) {
    const rendition = thumbnailOf(media, width, format ?? "WEBP");
    return rendition && { ...rendition, url: ports.mediaUrl(rendition.url) };
  },
  renditions: (media, _arguments, { ports }) =>
    renditionsOf(media).map((rendition) => ({ ...rendition, url: ports.mediaUrl(rendition.url) })),
};
