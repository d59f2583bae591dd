import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { type DisputeState, isNewer, movesBetween } from "../../src/domain/dispute.ts";

/** What is told, in this order: what becomes of the dispute, and of its money. */
function told(states: readonly DisputeState[]) {
  let known: DisputeState | null = null;
  const moves: string[] = [];
  for (const state of states) {
    if (!isNewer(known, state)) continue;
    moves.push(...movesBetween(known, state));
    known = state;
  }
  return { known, moves };
}

describe("a dispute", () => {
  it.each<[DisputeState[], string[]]>([
    [["INQUIRY", "CLOSED"], []],
    [["INQUIRY", "NEEDS_RESPONSE", "UNDER_REVIEW"], ["DISPUTE_OPENED"]],
    [
      ["NEEDS_RESPONSE", "UNDER_REVIEW", "WON"],
      ["DISPUTE_OPENED", "DISPUTE_WON"],
    ],
    [
      ["INQUIRY", "LOST"],
      ["DISPUTE_OPENED", "DISPUTE_LOST"],
    ],
    [["WON"], ["DISPUTE_OPENED", "DISPUTE_WON"]],
  ])("by way of %j moves money by %j", (states, moves) => {
    expect(told(states).moves).toEqual(moves);
  });

  it("ends alike in whatever order its events come, and however often", () => {
    const end = fc.constantFrom<DisputeState>("WON", "LOST");
    const way = fc.subarray<DisputeState>(["INQUIRY", "NEEDS_RESPONSE", "UNDER_REVIEW"]);
    const history = fc.tuple(way, end).chain(([before, last]) => {
      const states = [...before, last];
      return fc.tuple(
        fc.constant(states),
        fc.shuffledSubarray([...states, ...states], { minLength: 2 * states.length, maxLength: 2 * states.length }),
      );
    });
    fc.assert(
      fc.property(history, ([inOrder, shuffled]) => {
        expect(told(shuffled)).toEqual(told(inOrder));
      }),
    );
  });
});
