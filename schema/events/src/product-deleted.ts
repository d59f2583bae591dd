import { type EventOf, eventContract } from "./event.ts";
import { productReference } from "./product-data.ts";

/** A product is gone. */
export const productDeleted = eventContract("product.deleted", productReference);
export type ProductDeleted = EventOf<typeof productDeleted>;
