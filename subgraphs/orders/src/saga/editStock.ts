import { encodeOrderId } from "../domain/orderId.ts";
import type { OrderTerms } from "../domain/orderTerms.ts";
import { covers, eitherOf, type SkuQuantity } from "../domain/skuQuantities.ts";
import type { Call } from "../services/call.ts";
import type { EditOfOrder, EditStep } from "./edit.ts";
import type { StepPorts, Undo } from "./step.ts";
import { toShortages } from "./stock.ts";

/**
 * Holds the stock of the order as it was and as it is to be: the more of the two. So whichever it becomes, the rest is only
 * to be let go, which is never refused; had what the edit leaves out been let go first, somebody else might have it.
 */
export const grow: EditStep["run"] = async (subject, { inventory }, call) => {
  const { edit } = subject;
  if (edit.outcome === "APPLIED" || needsNoMore(edit)) return { kind: "done", subject };
  const answer = await inventory.changeReservation(
    change(subject, "grow", eitherOf(edit.stockBefore, edit.stockAfter), edit.terms),
    call,
  );
  if (answer.kind === "reserved") return { kind: "done", subject };
  return {
    kind: "refused",
    reason: { kind: "OUT_OF_STOCK", shortages: toShortages(answer.shortages, edit.terms.lines) },
  };
};

/**
 * Lets go of what was held on top. First the change that held it is made with what the order had: where it was not made, it is
 * never made with more now, however late it comes; where it was, this is a repeat that changes nothing.
 */
export const shrinkBack: Undo<EditOfOrder> = async (subject, ports, call) => {
  const { order, edit } = subject;
  if (!needsNoMore(edit)) {
    await mustBeReserved(change(subject, "grow", edit.stockBefore, order), ports, call);
    await mustBeReserved(change(subject, "shrink back", edit.stockBefore, order), ports, call);
  }
  return subject;
};

/** Lets go of what the order does not need any more. */
export const shrink: EditStep["run"] = async (subject, ports, call) => {
  const { stockBefore, stockAfter, terms } = subject.edit;
  if (!covers(stockAfter, stockBefore)) await mustBeReserved(change(subject, "shrink", stockAfter, terms), ports, call);
  return { kind: "done", subject };
};

const needsNoMore = ({ stockBefore, stockAfter }: EditOfOrder["edit"]) => covers(stockBefore, stockAfter);

async function mustBeReserved(request: ReturnType<typeof change>, { inventory }: StepPorts, call: Call): Promise<void> {
  const answer = await inventory.changeReservation(request, call);
  if (answer.kind !== "reserved") throw new Error(`Inventory refused to hold less for the order ${request.orderId}`);
}

/** A change of the reservation, once by its id. */
function change(
  { order, edit }: EditOfOrder,
  name: string,
  lines: readonly SkuQuantity[],
  { shippingAddress }: Pick<OrderTerms, "shippingAddress">,
) {
  const { countryCode } = shippingAddress;
  return { orderId: encodeOrderId(order), changeId: `${edit.id} ${name}`, lines, countryCode };
}
