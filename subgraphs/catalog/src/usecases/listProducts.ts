import { type ProductConditions, type ProductSort, placeOf } from "../domain/listing.ts";
import type { Product } from "../domain/product.ts";
import type { Ports } from "../ports.ts";
import { placeFrom, writeCursor } from "./productCursor.ts";

export interface ProductListRequest {
  readonly first: number;
  /** A cursor. */
  readonly after: string | null;
  readonly conditions: ProductConditions;
  readonly sort: ProductSort;
  /** Staff see what is not published too. */
  readonly seesAll: boolean;
}

export interface ProductList {
  /** One more than asked for when there is a next page. */
  readonly products: readonly Product[];
  readonly cursorOf: (product: Product) => string;
}

/** One page of the products that the caller may see, by one statement. Throws BadCursor. */
export async function listProducts(
  { products }: Pick<Ports, "products">,
  { first, after, conditions, sort, seesAll }: ProductListRequest,
): Promise<ProductList> {
  const place = after === null ? null : placeFrom(after, sort);
  const cursorOf = (product: Product) => writeCursor(placeOf(product, sort), sort);
  const { status = "PUBLISHED", moderation, deleted } = conditions;
  const hidden = !seesAll && (status !== "PUBLISHED" || moderation !== undefined || deleted !== undefined);
  if (hidden || conditions.brands?.length === 0) return { products: [], cursorOf };

  const { status: _published, ...others } = conditions;
  return {
    products: await products.list({
      conditions: seesAll ? conditions : { ...others, visible: true },
      sort,
      after: place,
      limit: first + 1,
    }),
    cursorOf,
  };
}
