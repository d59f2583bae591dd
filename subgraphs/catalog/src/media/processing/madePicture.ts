import type { MediaFacts, UploadType } from "../../domain/media/mediaFile.ts";
import { decodePicture } from "./picture.ts";

/** A rendition as it is stored. */
export interface MadeRendition {
  /** Of the file, such as 640.webp. */
  readonly name: string;
  readonly contentType: string;
  readonly content: Uint8Array;
}

/** A picture, done. */
export interface MadePicture {
  readonly facts: MediaFacts;
  readonly renditions: readonly MadeRendition[];
}

const contentTypes = { webp: "image/webp", jpg: "image/jpeg", png: "image/png" } as const;

/** All renditions of a picture. Throws UnusableMedia for one that cannot be decoded. */
export async function makePicture(original: Buffer, contentType: UploadType): Promise<MadePicture> {
  const { encode, size, ...known } = await decodePicture(original, contentType);
  const renditions: MadeRendition[] = [];
  for (const each of known.sizes) {
    for (const format of ["webp", known.fallback] as const) {
      const content = await encode(each, format);
      renditions.push({ name: `${each.width}.${format}`, contentType: contentTypes[format], content });
    }
  }
  return { facts: { ...size, ...known, durationMilliseconds: null }, renditions };
}
