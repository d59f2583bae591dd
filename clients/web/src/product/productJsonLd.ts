import { decimalOf } from "../locale/format.ts";
import type { Availability, ShownProduct, Stock } from "./loadProduct.ts";

const availabilities: Readonly<Record<Availability["status"], string>> = {
  IN_STOCK: "https://schema.org/InStock",
  BACKORDER: "https://schema.org/BackOrder",
  PREORDER: "https://schema.org/PreOrder",
  OUT_OF_STOCK: "https://schema.org/OutOfStock",
};

/**
 * A product as search engines read it (schema.org Product, Offer): an offer for each variant, with its stock where that is known.
 * `origin`: the storefront's.
 */
export function productJsonLd(product: ShownProduct, stock: Stock, origin: string): object {
  const url = `${origin}/products/${product.slug}`;
  return {
    "@context": "https://schema.org",
    "@type": "Product",
    name: product.title,
    description: textOf(product.description),
    url,
    image: product.media.filter(({ kind }) => kind === "IMAGE").map((picture) => new URL(picture.url, origin).href),
    ...(product.brand ? { brand: { "@type": "Brand", name: product.brand.name } } : {}),
    offers: product.variants.map(({ id, sku, price, options }) => {
      const availability = stock?.get(id);
      const parameters = new URLSearchParams(options.map(({ name, value }) => [name, value]));
      return {
        "@type": "Offer",
        sku,
        url: options.length > 0 ? `${url}?${parameters}` : url,
        price: decimalOf(price),
        priceCurrency: price.currency,
        ...(availability ? { availability: availabilities[availability.status] } : {}),
      };
    }),
  };
}

/** Where a page stands in the shop (schema.org BreadcrumbList). */
export function breadcrumbsJsonLd(crumbs: readonly { name: string; href?: string }[], origin: string): object {
  return {
    "@context": "https://schema.org",
    "@type": "BreadcrumbList",
    itemListElement: crumbs.map(({ name, href }, index) => ({
      "@type": "ListItem",
      position: index + 1,
      name,
      ...(href ? { item: origin + href } : {}),
    })),
  };
}

/** The words of a description, without its tags. */
export function textOf(html: string): string {
  return html
    .replace(/<[^>]*>/g, " ")
    .replace(/&nbsp;/g, " ")
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&amp;/g, "&")
    .replace(/\s+/g, " ")
    .trim();
}
