import type { Shape } from "./shapes.ts";

/** A category of the demo store, below another one. */
export interface DemoCategory {
  readonly name: string;
  /** By name; null: at the top. */
  readonly below: string | null;
}

/** A product of the demo store, as short as it can be written down. */
export interface DemoProduct {
  readonly slug: string;
  readonly title: string;
  readonly description: string;
  /** By name. */
  readonly category: string;
  readonly brand: string;
  readonly seller: string;
  /** Minor units. */
  readonly price: number;
  readonly compareAtPrice?: number;
  readonly options?: Readonly<Record<string, readonly string[]>>;
  readonly tags: readonly string[];
  /** Of each variant; null: sold without limit. */
  readonly onHand: number | null;
  /** What its picture shows, and in which hue (degrees). */
  readonly picture: { readonly shape: Shape; readonly hue: number };
}
