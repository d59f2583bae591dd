import type { Redemption } from "../domain/order.ts";
import { encodeOrderId } from "../domain/orderId.ts";
import { parkedKey } from "../domain/parked.ts";
import type { EditStep } from "./edit.ts";

const idsOf = (redemptions: readonly Redemption[]) => redemptions.map(({ promotionId }) => promotionId);

/** The books of carts do not have the promotions that the order has. */
export class PromotionsUnknown extends Error {
  override readonly name = "PromotionsUnknown";
}

/**
 * Gives back the promotions that give the order nothing any more, once by the edit's id. The terms have none but those that
 * the order used before, so no limit stands against it, and as it comes after `apply` nothing has to be taken anew. Carts
 * refuse it only when their books do not have the order's promotions: that is for staff to look at, and to put right.
 */
export const drop: EditStep["run"] = async (subject, { carts }, call) => {
  const { order, edit } = subject;
  const promotionIds = idsOf(edit.terms.redemptions);
  const byHand = order.byHand[parkedKey({ saga: "edit", id: edit.id })];
  if (byHand?.outcome === "PROMOTIONS_CORRECTED") return { kind: "done", subject };
  if (idsOf(edit.redemptionsBefore).sort().join() === promotionIds.toSorted().join()) return { kind: "done", subject };
  const answer = await carts.changeRedemptions(
    { orderId: encodeOrderId(order), changeId: edit.id, promotionIds },
    call,
  );
  if (answer.kind === "refused") {
    throw new PromotionsUnknown(`Carts take no promotions of ${order.number} back: ${answer.reason}`);
  }
  return { kind: "done", subject };
};
