import type { KindValue } from "./kind.ts";

/** A product of the demo store. */
export interface DemoProduct {
  readonly slug: string;
  readonly title: string;
  readonly description: string;
  /** Down the category tree. */
  readonly path: readonly string[];
  readonly brand: string;
  readonly seller: string;
  readonly tags: readonly string[];
  /** Minor units, of the variant whose values cost nothing more. */
  readonly price: number;
  /** Minor units, likewise; null: it never cost more. */
  readonly compareAtPrice: number | null;
  readonly options: readonly { readonly name: string; readonly values: readonly KindValue[] }[];
  /** What its pictures show. */
  readonly shape: string;
  /** The foremost first. */
  readonly pictures: readonly DemoPicture[];
  /** Without limit, as what is not made of matter. */
  readonly isUnlimited: boolean;
}

/** A picture of a product, in one of the colours that it comes in. */
export interface DemoPicture {
  /** What the last part of its address is called. */
  readonly name: string;
  readonly altText: string;
  /** Of the product, as #rrggbb. */
  readonly colour: string;
  /** Of the ground behind it. */
  readonly ground: string;
}
