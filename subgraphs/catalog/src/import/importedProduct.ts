import type { Money } from "@angidi/money";
import type { SelectedOption } from "../domain/product.ts";
import type { ProductFields } from "../domain/productDraft.ts";
import type { ImportNotice } from "./report.ts";

/** A variant as a file has it. */
export interface ImportedVariant {
  readonly line: number;
  /** As in the file; empty: one is to be made. */
  readonly sku: string;
  readonly options: readonly SelectedOption[];
  readonly price: Money;
  readonly compareAtPrice: Money | null;
  /** Stock; null: sold without limit; undefined: the file does not say, and what is known stays. */
  readonly onHand: number | null | undefined;
}

/**
 * A product as a file has it, read and checked as far as can be done without looking into the catalogue. What the file
 * does not say of it stays as it is, or is what a new product has.
 */
export interface ImportedProduct extends ProductFields {
  readonly line: number;
  readonly handle: string;
  /**
   * How the product is found again: by where it came from, since another shop's handles are not our slugs; or by its
   * slug, where the file speaks of our own products.
   */
  readonly foundBy: "origin" | "slug";
  /** From the top of the tree to the category itself; empty: none. */
  readonly categoryPath?: readonly string[];
  readonly variants?: readonly ImportedVariant[];
}

/** What reading one product of a file gives. */
export interface ReadGroup {
  /** Null when nothing of it can be imported. */
  readonly product: ImportedProduct | null;
  readonly warnings: readonly ImportNotice[];
  readonly errors: readonly ImportNotice[];
}
