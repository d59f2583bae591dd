import { isDeepStrictEqual } from "node:util";
import type { Product } from "./product.ts";

export const moderationStates = ["NOT_REQUIRED", "PENDING", "APPROVED", "REJECTED"] as const;
export type ModerationState = (typeof moderationStates)[number];

/** What the shop says to a product, beside the status that its owner gives it. */
export interface Moderation {
  readonly state: ModerationState;
  /** Why it was rejected. */
  readonly reason: string | null;
}

export const notModerated: Moderation = { state: "NOT_REQUIRED", reason: null };
export const pending: Moderation = { state: "PENDING", reason: null };

/** Whether shoppers may see it, as far as the shop is concerned. */
export function isAllowed({ state }: Moderation): boolean {
  return state === "NOT_REQUIRED" || state === "APPROVED";
}

/** What a moderator looks at. Prices, stock and addresses are a seller's own affair. */
const content = [
  "title",
  "description",
  "media",
  "options",
  "categoryId",
  "brand",
  "tags",
  "attributes",
  "translations",
] as const;

/**
 * What the shop says after a change. What a seller writes is looked at before shoppers see it, also when an earlier text
 * of theirs was approved; what staff write changes nothing.
 */
export function moderationAfter(
  before: Product,
  after: Product,
  author: { readonly isModerated: boolean },
): Moderation {
  const isRewritten = content.some((field) => !isDeepStrictEqual(before[field], after[field]));
  return author.isModerated && isRewritten ? pending : before.moderation;
}
