import Link from "next/link";
import { ChevronIcon } from "../design/icons.tsx";
import type { ChromeQuery } from "../graph/generated/operations.ts";
import type { Messages } from "../locale/messages/index.ts";

/** The parts of the shop, each with what is in it. */
export function CategoryTiles({
  categories,
  words,
}: {
  readonly categories: ChromeQuery["categories"];
  readonly words: Messages["browse"]["home"];
}) {
  if (categories.length === 0) return null;
  return (
    <section aria-labelledby="categories">
      <h2 id="categories" className="mb-6 text-3xl">
        {words.categories}
      </h2>
      <ul className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
        {categories.map(({ id, slug, name, children }) => (
          <li
            key={id}
            className="group relative flex items-center justify-between gap-4 rounded-2xl bg-raised p-5 transition hover:bg-accent-soft"
          >
            <div>
              <h3 className="text-xl">
                <Link
                  href={`/categories/${slug}`}
                  prefetch={false}
                  className="after:absolute after:inset-0 after:rounded-2xl"
                >
                  {name}
                </Link>
              </h3>
              <p className="line-clamp-1 text-sm text-muted">{children.map((child) => child.name).join(", ")}</p>
            </div>
            <ChevronIcon className="size-5 shrink-0 transition motion-safe:group-hover:translate-x-1" />
          </li>
        ))}
      </ul>
    </section>
  );
}
