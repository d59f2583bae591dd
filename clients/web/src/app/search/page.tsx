import type { Metadata } from "next";
import { Notice } from "../../design/Notice.tsx";
import type { SearchParameters } from "../../listing/choices.ts";
import { ListingView } from "../../listing/ListingView.tsx";
import { beginListing } from "../../listing/loadListing.ts";
import { speak } from "../../locale/speak.ts";
import { pageMetadata } from "../../seo/metadata.ts";

interface Properties {
  readonly searchParams: Promise<SearchParameters>;
}

export async function generateMetadata(): Promise<Metadata> {
  const { words } = await speak();
  return pageMetadata({ title: words.browse.search.title, path: "/search", isIndexed: false });
}

export default async function SearchPage({ searchParams }: Properties) {
  const [parameters, { locale, words }] = await Promise.all([searchParams, speak()]);
  const { choices, listing } = await beginListing(parameters, locale);
  const outcome = await listing;
  const { search } = words.browse;
  return (
    <>
      <h1 className="mb-6 text-4xl">{choices.query ? search.resultsFor(choices.query) : search.everything}</h1>
      {outcome.kind === "found" && (outcome.found.didYouMean || outcome.found.isRelaxed) && (
        <div className="mb-6">
          <Notice>
            {outcome.found.didYouMean ? (
              <>
                {search.didYouMean(choices.query)} <strong>{outcome.found.didYouMean}</strong>.
              </>
            ) : (
              search.relaxed
            )}
          </Notice>
        </div>
      )}
      <ListingView
        outcome={outcome}
        choices={choices}
        path="/search"
        isCategory={false}
        words={words.browse}
        locale={locale}
      />
    </>
  );
}
