import { type ProductData, productCreated, productDeleted, productUpdated } from "@angidi/event-contracts";
import type { ProductChange } from "../usecases/indexProducts.ts";

export const productTopics = [productCreated.type, productUpdated.type, productDeleted.type];

/** What an event of a product says to the index; `asOfNow` may say better what stands around the product. */
export function toProductChange(
  {
    type,
    subject,
    subjectVersion,
    data,
  }: {
    readonly type: string;
    readonly subject: string;
    readonly subjectVersion: number;
    readonly data: unknown;
  },
  asOfNow = (product: ProductData["product"]) => product,
): ProductChange {
  const product = type === productDeleted.type ? null : asOfNow(productUpdated.data.parse(data).product);
  return { productId: subject, version: subjectVersion, product };
}
