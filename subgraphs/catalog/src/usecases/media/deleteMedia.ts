import { type MediaFile, mediaLimits } from "../../domain/media/mediaFile.ts";
import type { Product } from "../../domain/product.ts";
import type { Ports } from "../../ports.ts";
import { changeMedia, secondsAfter } from "./changeMedia.ts";
import { productsShowing } from "./productsShowing.ts";

export type DeleteMediaOutcome =
  | { readonly kind: "deleted"; readonly mediaId: string }
  | { readonly kind: "not-found" }
  | { readonly kind: "in-use"; readonly products: readonly Product[] };

/**
 * Deletes a file that no product shows. It is removed a quarter of an hour later, and then only if still none does: a
 * product may be getting it at this moment.
 */
export async function deleteMedia(
  ports: Pick<Ports, "media" | "products" | "now">,
  id: string,
): Promise<DeleteMediaOutcome> {
  const [file] = await ports.media.byIds([id]);
  if (!file || file.deletedAt !== null) return { kind: "not-found" };
  const products = await productsShowing(ports, file);
  if (products.length > 0) return { kind: "in-use", products };

  const now = ports.now();
  const changes: Partial<MediaFile> = {
    deletedAt: now.toISOString(),
    dueAt: secondsAfter(now, mediaLimits.removalSeconds),
  };
  await changeMedia(ports, id, ({ deletedAt }) => (deletedAt === null ? changes : null));
  return { kind: "deleted", mediaId: file.id };
}
