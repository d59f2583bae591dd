import type { Media } from "../product.ts";
import { type MediaFile, publicKey, uploadTypes } from "./mediaFile.ts";

/** A file that is READY, as a product's document has it. Throws for one that is not. */
export function mediaOf(file: MediaFile): Media {
  const { id, contentType, byteSize, facts } = file;
  if (!facts) throw new Error(`The media file ${id} has not been processed`);
  const { kind, extension } = uploadTypes[contentType];
  const { placeholder, dominantColour, durationMilliseconds, sizes, fallback } = facts;
  const largest = sizes.at(-1);
  const name = largest && fallback ? `${largest.width}.${fallback}` : `video.${extension}`;
  return {
    url: `/${publicKey(id, name)}`,
    altText: null,
    width: largest?.width ?? facts.width,
    height: largest?.height ?? facts.height,
    file: { id, kind, contentType, byteSize, durationMilliseconds, placeholder, dominantColour, sizes, fallback },
  };
}

/** A form of a picture. */
export interface Rendition {
  /** A path on the host of the graph, or an address elsewhere. */
  readonly url: string;
  readonly width: number | null;
  readonly height: number | null;
  readonly contentType: string | null;
}

export type RenditionFormat = "WEBP" | "FALLBACK";

const fallbackTypes = { jpg: "image/jpeg", png: "image/png" } as const;

/** All that there are of a picture, from the smallest on; none of a video and of a picture elsewhere. */
export function renditionsOf({ file }: Media): Rendition[] {
  if (!file?.fallback) return [];
  const { id, sizes, fallback } = file;
  const of = (extension: string, contentType: string) =>
    sizes.map((size) => ({ ...size, contentType, url: `/${publicKey(id, `${size.width}.${extension}`)}` }));
  return [...of("webp", "image/webp"), ...of(fallback, fallbackTypes[fallback])];
}

/**
 * The smallest rendition that is at least so wide, or else the widest. A picture elsewhere is its own and only one, and
 * a video has none.
 */
export function thumbnailOf(media: Media, width: number, format: RenditionFormat): Rendition | null {
  if (!media.file) return { ...media, contentType: null };
  const fitting = renditionsOf(media).filter(
    ({ contentType }) => (contentType === "image/webp") === (format === "WEBP"),
  );
  return fitting.find((rendition) => (rendition.width ?? 0) >= width) ?? fitting.at(-1) ?? null;
}

/** Whether an entry of a product is the one that is meant, by the id of a file or by an address. */
export function isNamed(media: Media, { mediaId, url }: { readonly mediaId?: string; readonly url?: string }): boolean {
  if (mediaId !== undefined) return media.file?.id === mediaId.toLowerCase();
  return url !== undefined && (media.url === url || (media.file !== undefined && url.endsWith(media.url)));
}

/**
 * Pictures by address as somebody wants them, with what was known of those that the product has already: an uploaded
 * one stays one, by whichever address of it.
 */
export function keepingFiles(wanted: readonly Media[], before: readonly Media[]): Media[] {
  return wanted.map((media) => {
    const known = before.find((each) => isNamed(each, media));
    if (!known) return media;
    const { file, variantIds } = known;
    if (file) return { ...known, altText: media.altText };
    return variantIds ? { ...media, variantIds } : media;
  });
}
