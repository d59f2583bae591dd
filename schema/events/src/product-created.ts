import { type EventOf, eventContract } from "./event.ts";
import { productData } from "./product-data.ts";

/** A product came into the catalogue. */
export const productCreated = eventContract("product.created", productData);
export type ProductCreated = EventOf<typeof productCreated>;
