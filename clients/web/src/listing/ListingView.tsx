import { ButtonLink } from "../design/Button.tsx";
import { Notice } from "../design/Notice.tsx";
import type { Locale } from "../locale/locales.ts";
import type { Messages } from "../locale/messages/index.ts";
import type { ListingOutcome } from "./askListing.ts";
import { addressOf, type Choices, changed, cleared, isNarrowed, sorts } from "./choices.ts";
import { FacetGroup, FilterLink, FilterSection } from "./FacetGroup.tsx";
import { facetsOf, inStockCount } from "./facets.ts";
import { PriceFilter } from "./PriceFilter.tsx";
import { ProductGrid } from "./ProductGrid.tsx";

/** How many facets are unfolded at first. */
const openAtFirst = 3;

/** A page of a list, with what narrows and orders it. All of it is links and forms. */
export function ListingView({
  outcome,
  choices,
  path,
  isCategory,
  words: { listing: words, ...others },
  locale,
}: {
  readonly outcome: ListingOutcome;
  readonly choices: Choices;
  readonly path: string;
  readonly isCategory: boolean;
  readonly words: Messages["browse"];
  readonly locale: Locale;
}) {
  const first = addressOf(path, { ...choices, after: undefined });
  if (outcome.kind !== "found") {
    return (
      <Notice look="warning">
        <p>{outcome.kind === "stale-page" ? words.stalePage : words.unavailable}</p>
        <ButtonLink look="plain" href={first} prefetch={false}>
          {outcome.kind === "stale-page" ? words.first : words.tryAgain}
        </ButtonLink>
      </Notice>
    );
  }
  const { found } = outcome;
  const facets = facetsOf(found, choices, { isCategoryFixed: isCategory });
  const everything = addressOf(path, cleared(choices));
  return (
    <div className="grid items-start gap-8 lg:grid-cols-[16rem_minmax(0,1fr)]">
      <div>
        <ButtonLink look="secondary" href="#results" className="lg:hidden">
          {words.show(found.totalCount)}
        </ButtonLink>
        <section aria-label={words.filters} className="mt-4 lg:mt-0">
          {isNarrowed(choices) && (
            <ButtonLink look="plain" href={everything} prefetch={false} className="px-0">
              {words.clear}
            </ButtonLink>
          )}
          <FilterSection label={words.availability} isOpen={choices.inStock}>
            <FilterLink
              href={addressOf(path, changed(choices, { inStock: !choices.inStock }))}
              isChosen={choices.inStock}
              label={words.inStock}
              count={inStockCount(found)}
              words={words}
            />
          </FilterSection>
          <FilterSection label={words.price} isOpen={choices.price !== undefined}>
            <PriceFilter found={found} choices={choices} path={path} words={words} locale={locale} />
          </FilterSection>
          {facets.map((facet, index) => (
            <FacetGroup
              key={facet.name}
              facet={facet}
              choices={choices}
              path={path}
              isOpen={index < openAtFirst}
              words={words}
            />
          ))}
        </section>
      </div>
      <section id="results" aria-label={words.results} className="scroll-mt-4">
        <nav aria-label={words.sort} className="mb-6">
          <ul className="flex flex-wrap gap-x-4">
            {[undefined, ...sorts].map((sort) => (
              <li key={sort ?? "best"}>
                <ButtonLink
                  look="plain"
                  href={addressOf(path, changed(choices, { sort }))}
                  prefetch={false}
                  rel="nofollow"
                  aria-current={choices.sort === sort ? "true" : undefined}
                  className="px-0 text-sm aria-[current]:font-bold aria-[current]:text-ink"
                >
                  {words.sorts[sort ?? "best"]}
                </ButtonLink>
              </li>
            ))}
          </ul>
        </nav>
        <p className="mb-6 text-muted">
          {words.count(found.totalCount.toLocaleString(locale), found.totalCount === 1)}
        </p>
        {found.edges.length === 0 && (
          <Notice>
            <p>{words.emptyText}</p>
            <ButtonLink look="plain" href={everything} prefetch={false}>
              {words.everything}
            </ButtonLink>
          </Notice>
        )}
        <h2 className="sr-only">{words.results}</h2>
        <ProductGrid edges={found.edges} words={{ listing: words, ...others }} locale={locale} isFirst />
        <nav aria-label={words.pages} className="mt-10 flex flex-wrap gap-4">
          {choices.after && (
            <ButtonLink look="secondary" href={first} prefetch={false}>
              {words.first}
            </ButtonLink>
          )}
          {found.pageInfo.hasNextPage && found.pageInfo.endCursor && (
            <ButtonLink
              href={addressOf(path, { ...choices, after: found.pageInfo.endCursor })}
              rel="next"
              prefetch={false}
            >
              {words.next}
            </ButtonLink>
          )}
        </nav>
      </section>
    </div>
  );
}
