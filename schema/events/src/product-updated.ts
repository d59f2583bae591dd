import { type EventOf, eventContract } from "./event.ts";
import { productData } from "./product-data.ts";

/** A product changed. */
export const productUpdated = eventContract("product.updated", productData);
export type ProductUpdated = EventOf<typeof productUpdated>;
