import Link from "next/link";
import { CartButton } from "../cart/CartButton.tsx";
import { PersonIcon } from "../design/icons.tsx";
import { speak } from "../locale/speak.ts";
import { SearchBox } from "../search/SearchBox.tsx";
import { CategoryMenu } from "./CategoryMenu.tsx";
import { loadChrome } from "./loadChrome.ts";

/** The bar at the top of every page. On phones the categories are behind a button and the search has its own line. */
export async function SiteHeader() {
  const [{ words }, { categories, me }] = await Promise.all([speak(), loadChrome()]);
  const { navigation, shop } = words.chrome;
  const { label, placeholder, submit, suggestions, suggestionCount, kinds } = words.browse.search;
  return (
    <header className="border-b border-line print:hidden">
      <div className="mx-auto flex max-w-7xl flex-wrap items-center gap-x-2 gap-y-2 px-4 py-3 sm:px-6 lg:flex-nowrap lg:gap-x-6">
        <CategoryMenu categories={categories} words={navigation} />
        <Link href="/" className="inline-flex min-h-11 items-center font-display text-2xl font-bold tracking-tight">
          {shop}
        </Link>
        <nav aria-label={navigation.categories} className="hidden overflow-x-auto lg:block">
          <ul className="flex gap-x-4 text-sm whitespace-nowrap xl:text-base">
            {categories.map(({ id, slug, name }) => (
              <li key={id}>
                <Link
                  href={`/categories/${slug}`}
                  prefetch={false}
                  className="inline-flex min-h-11 items-center underline-offset-4 hover:underline"
                >
                  {name}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <div className="order-last w-full lg:order-none lg:ml-auto lg:w-auto lg:max-w-xs lg:min-w-44 lg:grow">
          <SearchBox words={{ label, placeholder, submit, suggestions, suggestionCount, kinds }} />
        </div>
        <Link
          href={me ? "/account" : "/login"}
          prefetch={false}
          className="ml-auto inline-flex min-h-11 min-w-11 items-center justify-center gap-2 rounded-full px-2 hover:bg-raised lg:ml-0"
        >
          <PersonIcon className="size-6" />
          <span className="sr-only max-w-32 truncate whitespace-nowrap sm:not-sr-only">
            {me ? me.displayName : navigation.signIn}
          </span>
        </Link>
        <CartButton />
      </div>
    </header>
  );
}
