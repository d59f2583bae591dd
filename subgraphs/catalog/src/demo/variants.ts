import { money } from "@angidi/money";
import type { VariantDraft } from "../domain/variants.ts";
import type { DemoProduct } from "./demoProduct.ts";
import type { KindValue } from "./kind.ts";

interface Chosen extends KindValue {
  readonly name: string;
}

/** The variants of a demo product, one for every way to choose a value of each option. */
export function variantsOf(product: DemoProduct, currency: string): VariantDraft[] {
  return combinationsOf(product).map((chosen) => {
    const extra = chosen.reduce((sum, value) => sum + value.extra * 100, 0);
    const before = product.compareAtPrice;
    return {
      sku: skuOf(product, chosen),
      options: chosen.map(({ name, value }) => ({ name, value })),
      price: money(product.price + extra, currency),
      compareAtPrice: before === null ? null : money(before + extra, currency),
    };
  });
}

/** Their SKUs, in the same order. */
export function skusOf(product: DemoProduct): string[] {
  return combinationsOf(product).map((chosen) => skuOf(product, chosen));
}

function combinationsOf({ options }: DemoProduct): Chosen[][] {
  return options.reduce<Chosen[][]>(
    (combinations, { name, values }) =>
      combinations.flatMap((before) => values.map((value) => [...before, { name, ...value }])),
    [[]],
  );
}

function skuOf({ slug }: DemoProduct, chosen: readonly Chosen[]): string {
  return ["demo", slug, ...chosen.map(({ value }) => value)]
    .join("-")
    .replaceAll("--", "-minus-")
    .replace(/[^a-z0-9.]+/gi, "-")
    .toUpperCase();
}
