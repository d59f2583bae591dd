import Link from "next/link";
import { MenuIcon } from "../design/icons.tsx";
import type { ChromeQuery } from "../graph/generated/operations.ts";
import type { Messages } from "../locale/messages/index.ts";
import { ClosingDetails } from "./ClosingDetails.tsx";

/** The categories on phones. It opens without JavaScript; with it, it closes where one goes on. */
export function CategoryMenu({
  categories,
  words,
}: {
  readonly categories: ChromeQuery["categories"];
  readonly words: Messages["chrome"]["navigation"];
}) {
  return (
    <ClosingDetails className="lg:hidden">
      <summary
        aria-label={words.menu}
        className="inline-flex size-11 cursor-pointer list-none items-center justify-center rounded-full hover:bg-raised [&::-webkit-details-marker]:hidden"
      >
        <MenuIcon className="size-6" />
      </summary>
      <nav
        aria-label={words.categories}
        className="absolute inset-x-0 z-40 mt-2 max-h-[80dvh] overflow-y-auto border-y border-line bg-surface px-4 py-4 shadow-lg sm:px-6"
      >
        <ul className="grid gap-x-6 gap-y-2 sm:grid-cols-2">
          {categories.map(({ id, slug, name, children }) => (
            <li key={id}>
              <Link
                href={`/categories/${slug}`}
                prefetch={false}
                className="flex min-h-11 items-center font-semibold underline-offset-4 hover:underline"
              >
                {name}
              </Link>
              <ul>
                {children.map((child) => (
                  <li key={child.id}>
                    <Link
                      href={`/categories/${child.slug}`}
                      prefetch={false}
                      className="flex min-h-11 items-center pl-4 text-muted underline-offset-4 hover:text-ink hover:underline"
                    >
                      {child.name}
                    </Link>
                  </li>
                ))}
              </ul>
            </li>
          ))}
        </ul>
      </nav>
    </ClosingDetails>
  );
}
