import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Breadcrumbs } from "../../../design/Breadcrumbs.tsx";
import { ButtonLink } from "../../../design/Button.tsx";
import { addressOf, isNarrowed, readChoices, type SearchParameters } from "../../../listing/choices.ts";
import { ListingView } from "../../../listing/ListingView.tsx";
import { beginListing, loadCategory } from "../../../listing/loadListing.ts";
import { speak } from "../../../locale/speak.ts";
import { pageMetadata } from "../../../seo/metadata.ts";

interface Properties {
  readonly params: Promise<{ readonly slug: string }>;
  readonly searchParams: Promise<SearchParameters>;
}

export async function generateMetadata({ params, searchParams }: Properties): Promise<Metadata> {
  const [{ slug }, parameters, { locale, words }] = await Promise.all([params, searchParams, speak()]);
  const category = await loadCategory(slug, locale);
  if (!category) notFound();
  const choices = { ...readChoices(parameters), after: undefined };
  const path = addressOf(`/categories/${category.slug}`, choices);
  return pageMetadata({
    title: category.name,
    description: words.browse.listing.about(category.name),
    path,
    isIndexed: !isNarrowed(choices),
  });
}

export default async function CategoryPage({ params, searchParams }: Properties) {
  const [{ slug }, parameters, { locale, words }] = await Promise.all([params, searchParams, speak()]);
  const [category, asked] = await Promise.all([loadCategory(slug, locale), beginListing(parameters, locale, slug)]);
  if (!category) notFound();
  const crumbs = category.ancestors.map(({ name, slug: above }) => ({ name, href: `/categories/${above}` }));
  return (
    <>
      <Breadcrumbs
        label={words.browse.breadcrumbs}
        crumbs={[{ name: words.chrome.shop, href: "/" }, ...crumbs, { name: category.name }]}
      />
      <h1 className="mt-2 mb-4 text-4xl">{category.name}</h1>
      {category.children.length > 0 && (
        <nav aria-label={words.browse.listing.within} className="mb-8">
          <ul className="flex flex-wrap gap-2">
            {category.children.map(({ id, name, slug: below }) => (
              <li key={id}>
                <ButtonLink look="secondary" href={`/categories/${below}`} prefetch={false}>
                  {name}
                </ButtonLink>
              </li>
            ))}
          </ul>
        </nav>
      )}
      <ListingView
        outcome={await asked.listing}
        choices={{ ...asked.choices, query: "" }}
        path={`/categories/${category.slug}`}
        isCategory
        words={words.browse}
        locale={locale}
      />
    </>
  );
}
