import { redeem, restore } from "./discountCodes.ts";
import { authorise, capture, giveMoneyBack } from "./money.ts";
import { close, confirm } from "./outcome.ts";
import type { Step } from "./step.ts";
import { commit, release, reserve } from "./stock.ts";

/**
 * The placement of an order, each step beside what undoes it. `place` is the first transaction, so whatever has an order
 * to drive is past it. Money is captured last, when the stock can no longer expire. Steps that share an undo are undone
 * together: a release also takes back a commitment, and whether a hold is let go or a capture refunded is for the
 * payment to say.
 */
export const placementSteps: readonly Step[] = [
  { name: "place", run: async (order) => ({ kind: "done", order }), undo: close },
  { name: "redeem", run: redeem, undo: restore },
  { name: "reserve", run: reserve, undo: release },
  { name: "authorise", run: authorise, undo: giveMoneyBack },
  { name: "commit", run: commit, undo: release },
  { name: "capture", run: capture, undo: giveMoneyBack },
  { name: "confirm", run: confirm, undo: null },
];
