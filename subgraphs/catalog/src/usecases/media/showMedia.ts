import { InvalidInput } from "../../domain/issue.ts";
import { limits } from "../../domain/limits.ts";
import { liveVariants, type Media, type Product } from "../../domain/product.ts";

/** An entry of a product's media as it is to be, and where in the input it came from. */
export interface WantedMedia {
  readonly media: Media;
  readonly path: readonly string[];
}

/** The product with other media. Throws InvalidInput for too many, and for a variant that it does not have. */
export function showing(product: Product, wanted: readonly WantedMedia[]): Product {
  if (wanted.length > limits.media) throw new InvalidInput(`A product has at most ${limits.media} pictures`, ["media"]);
  const live = new Set(liveVariants(product).map(({ id }) => id));
  for (const { media, path } of wanted) {
    // One that was retired since is passed over where nothing was said of it now.
    const known = product.media.find(({ url }) => url === media.url)?.variantIds ?? [];
    if (media.variantIds?.some((id) => !live.has(id) && !known.includes(id))) {
      throw new InvalidInput("The product has no such variant", [...path, "variantIds"]);
    }
  }
  return { ...product, media: wanted.map(({ media }) => media) };
}

/** Ids as the documents have them: a UUID may come in capitals. */
export function variantsShown(ids: readonly string[]): Pick<Media, "variantIds"> {
  return ids.length > 0 ? { variantIds: [...new Set(ids.map((id) => id.toLowerCase()))] } : {};
}
