import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { configuration } from "../../../configuration.ts";
import { Breadcrumbs } from "../../../design/Breadcrumbs.tsx";
import { Notice } from "../../../design/Notice.tsx";
import { Price } from "../../../design/Price.tsx";
import { Streamed } from "../../../graph/Streamed.tsx";
import type { SearchParameters } from "../../../listing/choices.ts";
import { speak } from "../../../locale/speak.ts";
import { Attributes } from "../../../product/Attributes.tsx";
import { Buying } from "../../../product/Buying.tsx";
import { chooseVariant } from "../../../product/chooseVariant.ts";
import { Description } from "../../../product/Description.tsx";
import { Gallery } from "../../../product/Gallery.tsx";
import { loadProduct, loadStock } from "../../../product/loadProduct.ts";
import { breadcrumbsJsonLd, productJsonLd, textOf } from "../../../product/productJsonLd.ts";
import { JsonLd } from "../../../seo/JsonLd.tsx";
import { pageMetadata } from "../../../seo/metadata.ts";

interface Properties {
  readonly params: Promise<{ readonly slug: string }>;
  readonly searchParams: Promise<SearchParameters>;
}

/** How long a page waits for stock before it goes without, in milliseconds: it comes a moment later then. */
const patience = 250;

export async function generateMetadata({ params }: Properties): Promise<Metadata> {
  const [{ slug }, { locale }] = await Promise.all([params, speak()]);
  const product = await loadProduct(slug, locale);
  if (!product) notFound();
  return pageMetadata({
    title: product.title,
    description: textOf(product.description).slice(0, 200) || product.title,
    path: `/products/${product.slug}`,
  });
}

export default async function ProductPage({ params, searchParams }: Properties) {
  const [{ slug }, parameters, { locale, words }] = await Promise.all([params, searchParams, speak()]);
  const coming = loadStock(slug); // at the same time as the product
  const product = await loadProduct(slug, locale);
  if (!product) notFound();

  const variant = chooseVariant(product.variants, parameters);
  const given = product.options.flatMap(({ name }) => {
    const value = [parameters[name]].flat()[0];
    return value === undefined ? [] : [[name, value] as const];
  });
  const chosen = new Map(variant ? variant.options.map(({ name, value }) => [name, value] as const) : given);
  const above = product.category ? [...product.category.ancestors, product.category] : [];
  const crumbs = [
    { name: words.chrome.shop, href: "/" },
    ...above.map(({ name, slug: category }) => ({ name, href: `/categories/${category}` })),
    { name: product.title },
  ];
  const { storefrontUrl } = configuration();
  const buying = { product, variantId: variant?.id, chosen, words, locale };
  return (
    <>
      <Breadcrumbs label={words.browse.breadcrumbs} crumbs={crumbs} />
      <div className="mt-4 grid items-start gap-8 md:grid-cols-2 lg:gap-14">
        <Gallery
          product={product}
          variant={variant}
          shown={[parameters.picture].flat()[0]}
          words={words.browse.product}
        />
        <div className="flex flex-col gap-6">
          <div>
            <h1 className="text-4xl">{product.title}</h1>
            {product.brand && <p className="mt-1 text-muted">{words.browse.product.by(product.brand.name)}</p>}
          </div>
          {variant ? (
            <div>
              <Price
                money={variant.price}
                before={variant.compareAtPrice}
                beforeLabel={words.browse.was}
                locale={locale}
                className="text-2xl font-medium"
              />
              <p className="text-sm text-muted">{words.browse.product.taxHint}</p>
            </div>
          ) : (
            <Notice look="warning">{words.browse.product.noSuchCombination}</Notice>
          )}
          <Streamed coming={coming} patience={patience} waiting={<Buying {...buying} stock={null} isKnown={false} />}>
            {(stock) => (
              <>
                <Buying {...buying} stock={stock} isKnown />
                <JsonLd data={productJsonLd(product, stock, storefrontUrl)} />
              </>
            )}
          </Streamed>
          <Description html={product.description} />
          <Attributes attributes={product.attributes} sku={variant?.sku} words={words.browse.product} locale={locale} />
          {product.seller && <p className="text-sm text-muted">{words.browse.product.soldBy(product.seller.name)}</p>}
        </div>
      </div>
      <JsonLd data={breadcrumbsJsonLd(crumbs, storefrontUrl)} />
    </>
  );
}
