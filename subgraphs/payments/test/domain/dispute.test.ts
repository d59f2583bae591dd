import { money } from "@angidi/money";
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import {
  type DisputeMove,
  type DisputeMovement,
  type DisputeState,
  isNewer,
  movesBetween,
} from "../../src/domain/dispute.ts";

const usd = (amount: number) => money(amount, "USD");

/** What is told of a dispute of 10.00, in this order: what becomes of it, and of its money. */
function told(states: readonly DisputeState[], lost: number | null = null, amounts: readonly number[] = []) {
  let known: DisputeState | null = null;
  let opened: number | null = null;
  const movements: DisputeMovement[] = [];
  for (const [index, state] of states.entries()) {
    if (!isNewer(known, state)) continue;
    const news = { state, amount: usd(amounts[index] ?? 1_000), lost: lost === null ? null : usd(lost) };
    for (const movement of movesBetween(known, news, opened)) {
      movements.push(movement);
      if (movement.kind === "DISPUTE_OPENED") opened = (opened ?? 0) + movement.amount;
    }
    known = state;
  }
  return { known, moves: movements.map(({ kind }) => kind), movements };
}
const sumOf = ({ movements }: ReturnType<typeof told>, kind: DisputeMove) =>
  movements.filter((each) => each.kind === kind).reduce((sum, { amount }) => sum + amount, 0);

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

  it("that is lost in part costs that part, and gives back the rest", () => {
    expect(told(["NEEDS_RESPONSE", "LOST"], 400).movements).toEqual([
      { kind: "DISPUTE_OPENED", amount: 1_000 },
      { kind: "DISPUTE_WON", amount: 600 },
      { kind: "DISPUTE_LOST", amount: 400 },
    ]);
  });

  it("costs what was lost, whatever was withheld, whichever amounts its news name", () => {
    const end = fc.constantFrom<DisputeState>("WON", "LOST");
    const amount = fc.integer({ min: 1, max: 2_000 });
    const lost = fc.option(fc.integer({ min: 0, max: 3_000 }));
    fc.assert(
      fc.property(end, lost, fc.array(amount, { minLength: 3, maxLength: 3 }), (last, cost, amounts) => {
        const ended = told(["NEEDS_RESPONSE", "UNDER_REVIEW", last], cost, amounts);
        expect(sumOf(ended, "DISPUTE_LOST")).toBe(cost ?? (last === "LOST" ? amounts[0] : 0));
        expect(sumOf(ended, "DISPUTE_OPENED")).toBe(sumOf(ended, "DISPUTE_WON") + sumOf(ended, "DISPUTE_LOST"));
        expect(ended.movements.every((each) => each.amount > 0)).toBe(true);
      }),
    );
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
