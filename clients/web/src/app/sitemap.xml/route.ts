import { configuration } from "../../configuration.ts";
import { categoriesOfSitemap } from "../../seo/sitemaps.ts";
import { sitemapIndexXml, xmlResponse } from "../../seo/sitemapXml.ts";

/** The index of the sitemaps: one of the categories, and one of the products of each. */
export async function GET(): Promise<Response> {
  const { storefrontUrl } = configuration();
  const { top } = await categoriesOfSitemap();
  // No category is called so: slugs have no capitals.
  return xmlResponse(sitemapIndexXml(["Categories", ...top].map((name) => `${storefrontUrl}/sitemaps/${name}`)));
}
