import type { Metadata } from "next";
import { loadChrome } from "../chrome/loadChrome.ts";
import { configuration } from "../configuration.ts";
import { CategoryTiles } from "../home/CategoryTiles.tsx";
import { Hero } from "../home/Hero.tsx";
import { loadShelves } from "../home/loadHome.ts";
import { Shelf } from "../home/Shelf.tsx";
import { speak } from "../locale/speak.ts";
import { JsonLd } from "../seo/JsonLd.tsx";
import { pageMetadata } from "../seo/metadata.ts";

export async function generateMetadata(): Promise<Metadata> {
  const { chrome, browse } = (await speak()).words;
  const metadata = pageMetadata({
    title: `${chrome.shop} · ${chrome.tagline}`,
    description: browse.home.text,
    path: "/",
  });
  return { ...metadata, title: { absolute: `${chrome.shop} · ${chrome.tagline}` } };
}

export default async function HomePage() {
  const { locale, words } = await speak();
  const [{ categories }, shelves] = await Promise.all([loadChrome(), loadShelves(locale)]);
  const { browse, chrome } = words;
  const url = configuration().storefrontUrl;
  return (
    <div className="flex flex-col gap-16">
      <Hero words={browse.home} />
      <CategoryTiles categories={categories} words={browse.home} />
      <Shelf
        id="newest"
        title={browse.home.newest}
        all={browse.home.newestAll}
        href="/search?sort=newest"
        edges={shelves?.newest.edges ?? null}
        words={browse}
        locale={locale}
      />
      <Shelf
        id="popular"
        title={browse.home.popular}
        all={browse.home.popularAll}
        href="/search?sort=popular"
        edges={shelves?.popular.edges ?? null}
        words={browse}
        locale={locale}
      />
      <ul className="grid gap-8 border-t border-line pt-12 sm:grid-cols-3">
        {browse.home.promises.map(({ title, text }) => (
          <li key={title}>
            <h2 className="text-xl">{title}</h2>
            <p className="mt-1 text-muted">{text}</p>
          </li>
        ))}
      </ul>
      <JsonLd
        data={{
          "@context": "https://schema.org",
          "@type": "WebSite",
          name: chrome.shop,
          url,
          potentialAction: {
            "@type": "SearchAction",
            target: `${url}/search?q={search_term_string}`,
            "query-input": "required name=search_term_string",
          },
        }}
      />
    </div>
  );
}
