import Link from "next/link";
import { Picture } from "../design/Picture.tsx";
import { Price } from "../design/Price.tsx";
import type { ListingQuery, ProductTileFragment } from "../graph/generated/operations.ts";
import type { Locale } from "../locale/locales.ts";
import type { Messages } from "../locale/messages/index.ts";
import { Highlight } from "../search/Highlight.tsx";

type Highlights = ListingQuery["searchProducts"]["edges"][number]["highlights"];

/** How wide a tile's picture is: half of a phone, a third or a quarter of what is wider. */
export const tileSizes = "(min-width: 1280px) 18rem, (min-width: 640px) 33vw, 50vw";

/** A product in a list, all of which leads to its page. `highlights`: where in it the words are that were searched for. */
export function ProductTile({
  product,
  highlights = [],
  words,
  locale,
  isForemost = false,
}: {
  readonly product: ProductTileFragment;
  readonly highlights?: Highlights;
  readonly words: Messages["browse"];
  readonly locale: Locale;
  readonly isForemost?: boolean;
}) {
  const { slug, title, brand, media, priceRange, availability } = product;
  const inDescription = highlights.find(({ field }) => field === "DESCRIPTION");
  return (
    <article className="group relative flex flex-col gap-3">
      <div className="relative aspect-square overflow-hidden rounded-2xl bg-raised">
        <Picture
          media={media.find(({ kind }) => kind === "IMAGE")}
          sizes={tileSizes}
          alternative=""
          isForemost={isForemost}
          className="size-full transition duration-500 motion-safe:group-hover:scale-[1.04]"
        />
        {availability?.inStock === false && (
          <span className="absolute top-3 left-3 rounded-full bg-surface px-3 py-1 text-xs font-medium">
            {words.soldOut}
          </span>
        )}
      </div>
      <div className="flex flex-col gap-0.5">
        <h3 className="font-sans text-base font-medium">
          <Link
            href={`/products/${slug}`}
            prefetch={false}
            className="underline-offset-4 after:absolute after:inset-0 after:rounded-2xl group-hover:underline"
          >
            {title}
          </Link>
        </h3>
        {brand && <p className="text-sm text-muted">{brand.name}</p>}
        <p>
          {priceRange.min.amount < priceRange.max.amount && <span className="text-sm text-muted">{words.from} </span>}
          <Price money={priceRange.min} locale={locale} className="font-medium" />
        </p>
        {inDescription && (
          <p className="line-clamp-2 text-sm text-muted">
            <Highlight fragment={inDescription.fragment} />
          </p>
        )}
      </div>
    </article>
  );
}
