import Link from "next/link";
import { CartButton } from "../cart/CartButton.tsx";
import { speak } from "../locale/speak.ts";
import { loadChrome } from "./loadChrome.ts";

/** The bar at the top of every page. */
export async function SiteHeader() {
  const [{ words }, { categories, me }] = await Promise.all([speak(), loadChrome()]);
  return (
    <header className="border-b border-line">
      <nav
        aria-label={words.common.navigation.label}
        className="mx-auto flex max-w-7xl items-center gap-4 px-4 py-3 sm:px-6"
      >
        <Link href="/" className="font-display text-xl font-bold">
          {words.common.shop}
        </Link>
        <ul className="flex gap-4 overflow-x-auto">
          {categories
            .filter(({ parent }) => parent === null)
            .map(({ id, slug, name }) => (
              <li key={id}>
                <Link href={`/categories/${slug}`}>{name}</Link>
              </li>
            ))}
        </ul>
        <Link href="/account" className="ml-auto">
          {me ? me.displayName : words.common.navigation.signIn}
        </Link>
        <CartButton />
      </nav>
    </header>
  );
}
