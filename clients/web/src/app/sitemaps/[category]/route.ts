import { configuration } from "../../../configuration.ts";
import { categoriesOfSitemap, productsOfSitemap } from "../../../seo/sitemaps.ts";
import { sitemapXml, xmlResponse } from "../../../seo/sitemapXml.ts";

/** The addresses of a category's products, or with Categories those of the categories and the home page. */
export async function GET(_request: Request, { params }: { readonly params: Promise<{ readonly category: string }> }) {
  const { category } = await params;
  const paths =
    category === "Categories" ? ["/", ...(await categoriesOfSitemap()).paths] : await productsOfSitemap(category);
  const { storefrontUrl } = configuration();
  return xmlResponse(sitemapXml(paths.map((path) => storefrontUrl + path)));
}
