import "server-only";
import { ask } from "../graph/ask.ts";
import { SitemapCategories, SitemapProducts } from "../graph/generated/documents.ts";

/** How many products the graph gives at a time. */
const pageSize = 100;
/** The most pages of a category: a sitemap may name 50,000 addresses, and is to be there within seconds. */
const mostPages = 100;

/** The paths of the categories, three levels of them, and the slugs of those at the top, which have a sitemap of their products. */
export async function categoriesOfSitemap(): Promise<{
  readonly paths: readonly string[];
  readonly top: readonly string[];
}> {
  const { categories } = (await ask(SitemapCategories, {})).data;
  const second = categories.flatMap(({ children }) => children);
  const all = [...categories, ...second, ...second.flatMap(({ children }) => children)];
  return { paths: all.map(({ slug }) => `/categories/${slug}`), top: categories.map(({ slug }) => slug) };
}

/** The paths of a category's products, the newest 10,000. */
export async function productsOfSitemap(category: string): Promise<readonly string[]> {
  const paths: string[] = [];
  let after: string | null = null;
  for (let page = 0; page < mostPages; page += 1) {
    const { data }: Awaited<ReturnType<typeof pageAfter>> = await pageAfter(category, after);
    paths.push(...data.products.edges.map(({ node }) => `/products/${node.slug}`));
    if (!data.products.pageInfo.hasNextPage) break;
    after = data.products.pageInfo.endCursor;
  }
  return paths;
}

function pageAfter(category: string, after: string | null) {
  return ask(SitemapProducts, { category, first: pageSize, after });
}
