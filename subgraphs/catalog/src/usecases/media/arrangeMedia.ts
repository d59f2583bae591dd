import { readAltText } from "../../domain/fields.ts";
import { isNamed } from "../../domain/media/productMedia.ts";
import type { Media } from "../../domain/product.ts";
import type { Author } from "../../domain/revision.ts";
import type { Ports } from "../../ports.ts";
import { type RewriteOutcome, rewriteProduct } from "../rewriteProduct.ts";
import { showing, variantsShown, type WantedMedia } from "./showMedia.ts";

/** An entry of a product's media, by the id of its file or by its address. */
export interface MediaPlace {
  readonly mediaId?: string;
  readonly url?: string;
  /** Undefined: as it is. */
  readonly altText?: string | null;
  /** Undefined: as they are. */
  readonly variantIds?: readonly string[];
}

export interface ArrangeMedia {
  readonly productId: string;
  readonly expectedVersion: number | null;
  readonly media: readonly MediaPlace[];
}

interface Refusal {
  readonly kind: "media-not-found";
  readonly path: readonly string[];
}
export type ArrangeMediaOutcome = RewriteOutcome | Refusal;

/** Puts the media that a product has in another order, says what they show, and takes away those that are left out. */
export function arrangeMedia(
  ports: Pick<Ports, "products" | "categories">,
  { productId, expectedVersion, media: places }: ArrangeMedia,
  author: Author,
): Promise<ArrangeMediaOutcome> {
  const rewriting = { id: productId, expectedVersion, author, kind: "UPDATED" } as const;
  return rewriteProduct<Refusal>(ports, rewriting, (before) => {
    const wanted: WantedMedia[] = [];
    for (const [index, place] of places.entries()) {
      const path = ["media", String(index)];
      const known = before.media.find((each) => isNamed(each, place));
      // Named twice, it is not there a second time.
      if (!known || wanted.some(({ media }) => media.url === known.url)) return { kind: "media-not-found", path };
      wanted.push({ media: placed(known, place, path), path });
    }
    return { kind: "made", product: showing(before, wanted) };
  });
}

function placed({ variantIds: before = [], ...media }: Media, place: MediaPlace, path: readonly string[]): Media {
  const altText = place.altText === undefined ? media.altText : readAltText(place.altText, [...path, "altText"]);
  return { ...media, altText, ...variantsShown(place.variantIds ?? before) };
}
