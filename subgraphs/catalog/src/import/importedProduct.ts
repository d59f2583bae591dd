import type { Money } from "@angidi/money";
import type { Media, ProductOption, ProductStatus, SelectedOption } from "../domain/product.ts";
import type { ImportNotice } from "./report.ts";

/** A variant as a file has it. */
export interface ImportedVariant {
  readonly line: number;
  /** As in the file; empty: one is to be made. */
  readonly sku: string;
  readonly options: readonly SelectedOption[];
  readonly price: Money;
  readonly compareAtPrice: Money | null;
  /** Stock; null: sold without limit. */
  readonly onHand: number | null;
}

/** A product as a file has it, read and checked as far as can be done without looking into the catalogue. */
export interface ImportedProduct {
  readonly line: number;
  readonly handle: string;
  readonly title: string;
  /** HTML as it came. */
  readonly description: string;
  readonly status: ProductStatus;
  readonly brand: string | null;
  /** From the top of the tree to the category itself; empty: none. */
  readonly categoryPath: readonly string[];
  readonly tags: readonly string[];
  readonly media: readonly Media[];
  readonly options: readonly ProductOption[];
  readonly variants: readonly ImportedVariant[];
}

/** What reading the rows of one product gives. */
export interface ReadGroup {
  /** Null when nothing of it can be imported. */
  readonly product: ImportedProduct | null;
  readonly warnings: readonly ImportNotice[];
  readonly errors: readonly ImportNotice[];
}
