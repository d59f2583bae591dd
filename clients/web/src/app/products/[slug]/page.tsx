import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { Breadcrumbs } from "../../../design/Breadcrumbs.tsx";
import { ButtonLink } from "../../../design/Button.tsx";
import { Notice } from "../../../design/Notice.tsx";
import { Picture } from "../../../design/Picture.tsx";
import { Price } from "../../../design/Price.tsx";
import { ask } from "../../../graph/ask.ts";
import { ProductPage as ProductDocument } from "../../../graph/generated/documents.ts";
import type { SearchParameters } from "../../../listing/choices.ts";
import { speak } from "../../../locale/speak.ts";
import { chooseVariant, optionAddress } from "../../../product/chooseVariant.ts";
import { pageMetadata } from "../../../seo/metadata.ts";

interface Properties {
  readonly params: Promise<{ readonly slug: string }>;
  readonly searchParams: Promise<SearchParameters>;
}

const load = cache(async (slug: string, locale: string) => (await ask(ProductDocument, { slug, locale })).data.product);

export async function generateMetadata({ params }: Properties): Promise<Metadata> {
  const [{ slug }, { locale }] = await Promise.all([params, speak()]);
  const product = await load(slug, locale);
  if (!product) notFound();
  return pageMetadata({ title: product.title, path: `/products/${product.slug}` });
}

export default async function ProductPage({ params, searchParams }: Properties) {
  const [{ slug }, parameters, { locale, words }] = await Promise.all([params, searchParams, speak()]);
  const product = await load(slug, locale);
  if (!product) notFound();
  const variant = chooseVariant(product.variants, parameters);
  const given = product.options.flatMap(({ name }) => {
    const value = [parameters[name]].flat()[0];
    return value === undefined ? [] : [[name, value] as const];
  });
  const chosen = new Map(variant ? variant.options.map(({ name, value }) => [name, value] as const) : given);
  const above = product.category ? [...product.category.ancestors, product.category] : [];
  const crumbs = above.map((category) => ({ name: category.name, href: `/categories/${category.slug}` }));
  return (
    <>
      <Breadcrumbs
        label={words.browse.breadcrumbs}
        crumbs={[{ name: words.common.shop, href: "/" }, ...crumbs, { name: product.title }]}
      />
      <div className="mt-4 grid items-start gap-8 md:grid-cols-2">
        <Picture
          media={product.media.find(({ kind }) => kind === "IMAGE")}
          sizes="(min-width: 768px) 50vw, 100vw"
          alternative={product.title}
          isForemost
          className="aspect-square w-full"
        />
        <div className="flex flex-col gap-5">
          <h1 className="text-4xl">{product.title}</h1>
          {product.brand && <p className="text-muted">{words.browse.product.by(product.brand.name)}</p>}
          {variant ? (
            <Price
              money={variant.price}
              before={variant.compareAtPrice}
              beforeLabel={words.browse.was}
              locale={locale}
              className="text-2xl"
            />
          ) : (
            <Notice look="warning">{words.browse.product.noSuchCombination}</Notice>
          )}
          {product.options.map(({ name, values }) => (
            <nav key={name} aria-label={name}>
              <p className="mb-2 font-medium">{name}</p>
              <ul className="flex flex-wrap gap-2">
                {values.map((value) => (
                  <li key={value}>
                    <ButtonLink
                      look="secondary"
                      href={optionAddress(product.slug, chosen, name, value)}
                      scroll={false}
                      prefetch={false}
                      aria-current={chosen.get(name) === value ? "true" : undefined}
                      className="aria-[current]:border-accent aria-[current]:bg-accent-soft"
                    >
                      {value}
                    </ButtonLink>
                  </li>
                ))}
              </ul>
            </nav>
          ))}
          {/* The graph gives HTML that it has sanitised; the page's policy lets nothing in it run, submit or be styled. */}
          {/* biome-ignore lint/security/noDangerouslySetInnerHtml: see above */}
          <div className="flex flex-col gap-3" dangerouslySetInnerHTML={{ __html: product.description }} />
        </div>
      </div>
    </>
  );
}
