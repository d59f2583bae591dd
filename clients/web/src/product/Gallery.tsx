import Link from "next/link";
import { Picture } from "../design/Picture.tsx";
import type { Messages } from "../locale/messages/index.ts";
import type { ShownProduct } from "./loadProduct.ts";

/** A product's pictures: one large, the others small, each a link that makes it the large one. The variant's own come first. */
export function Gallery({
  product,
  variant,
  shown,
  words,
}: {
  readonly product: Pick<ShownProduct, "slug" | "title" | "media">;
  readonly variant: ShownProduct["variants"][number] | undefined;
  /** Which is large, counted from 1, as the address has it. */
  readonly shown: string | undefined;
  readonly words: Messages["browse"]["product"];
}) {
  const own = new Set((variant?.media ?? []).map(({ url }) => url));
  const pictures = product.media
    .filter(({ kind }) => kind === "IMAGE")
    .toSorted((one, other) => Number(own.has(other.url)) - Number(own.has(one.url)));
  const index = Math.min(Math.max(Number.parseInt(shown ?? "1", 10) || 1, 1), Math.max(pictures.length, 1)) - 1;
  const options = (variant?.options ?? []).map(({ name, value }) => [name, value]);
  return (
    <div className="flex flex-col gap-4 md:sticky md:top-6">
      <Picture
        media={pictures[index]}
        sizes="(min-width: 1280px) 38rem, (min-width: 768px) 50vw, 100vw"
        alternative={product.title}
        isForemost
        className="aspect-square w-full"
      />
      {pictures.length > 1 && (
        <nav aria-label={words.gallery}>
          <ul className="flex flex-wrap gap-3">
            {pictures.map((picture, position) => (
              <li key={picture.url}>
                <Link
                  href={`/products/${product.slug}?${new URLSearchParams([...options, ["picture", String(position + 1)]])}`}
                  scroll={false}
                  prefetch={false}
                  aria-current={position === index ? "true" : undefined}
                  aria-label={words.picture(position + 1, pictures.length)}
                  className="block size-20 overflow-hidden rounded-xl border-2 border-transparent aria-[current]:border-accent"
                >
                  <Picture media={picture} sizes="5rem" alternative="" className="size-full" />
                </Link>
              </li>
            ))}
          </ul>
        </nav>
      )}
    </div>
  );
}
