import { decodeCursor, encodeCursor } from "@angidi/datastores";
import type { PromotionFilter, PromotionPlace, PromotionStore } from "../data/promotionStore.ts";
import type { Promotion } from "../domain/promotion.ts";

export interface ListPromotions extends PromotionFilter {
  readonly first: number;
  readonly after: string | null;
}

/** The promotions after a cursor, newest first, one more than asked for if there are more. Throws BadCursor. */
export async function listPromotions(
  { promotions, now }: { readonly promotions: PromotionStore; readonly now: () => Date },
  { first, after, ...filter }: ListPromotions,
): Promise<{ readonly cursor: string; readonly promotion: Promotion }[]> {
  const listed = await promotions.list(first + 1, after ? placeOf(after) : null, filter, now());
  return listed.map(({ promotion, place }) => ({ promotion, cursor: encodeCursor([place.createdAt, place.id]) }));
}

function placeOf(cursor: string): PromotionPlace {
  const [createdAt, id] = decodeCursor(cursor, ["time", "id"]);
  return { createdAt: String(createdAt), id: String(id) };
}
