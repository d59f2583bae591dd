import { readAltText } from "../../domain/fields.ts";
import { mediaOf } from "../../domain/media/productMedia.ts";
import type { Author } from "../../domain/revision.ts";
import type { Ports } from "../../ports.ts";
import { type RewriteOutcome, rewriteProduct } from "../rewriteProduct.ts";
import { changeMedia } from "./changeMedia.ts";
import { showing, variantsShown } from "./showMedia.ts";

export interface AttachMedia {
  readonly productId: string;
  readonly expectedVersion: number | null;
  readonly mediaId: string;
  readonly altText: string | null;
  /** From 0 on; null: after all others. */
  readonly position: number | null;
  readonly variantIds: readonly string[];
}

type Refusal = { readonly kind: "media-not-found" } | { readonly kind: "media-not-ready" };
export type AttachMediaOutcome = RewriteOutcome | Refusal;

/** Shows a file with a product. One that it has already is put where it is wanted, with what is said of it now. */
export function attachMedia(
  ports: Pick<Ports, "media" | "products" | "categories">,
  { productId, expectedVersion, mediaId, position, ...said }: AttachMedia,
  author: Author,
): Promise<AttachMediaOutcome> {
  return rewriteProduct<Refusal>(ports, { id: productId, expectedVersion, author, kind: "UPDATED" }, async (before) => {
    const altText = readAltText(said.altText, ["altText"]);
    // First the file says which product may show it: from then on it is not removed without that one being asked.
    const file = await changeMedia(ports, mediaId, ({ status, deletedAt, productIds }) =>
      status === "READY" && deletedAt === null && !productIds.includes(before.id)
        ? { productIds: [...productIds, before.id] }
        : null,
    );
    if (!file || file.deletedAt !== null) return { kind: "media-not-found" };
    if (file.status !== "READY") return { kind: "media-not-ready" };

    const media = { ...mediaOf(file), altText, ...variantsShown(said.variantIds) };
    const others = before.media.filter((each) => each.file?.id !== file.id).map((each) => ({ media: each, path: [] }));
    const wanted = others.toSpliced(Math.max(0, position ?? others.length), 0, { media, path: [] });
    return { kind: "made", product: showing(before, wanted) };
  });
}
