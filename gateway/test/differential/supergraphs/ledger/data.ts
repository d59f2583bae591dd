import type { MadeUpSupergraph, Row } from "../../world.ts";

interface Move {
  readonly from: string;
  readonly to: string;
  readonly amount: number;
}

/**
 * Mutations of three subgraphs, each of which changes nothing but its own state: fields of one subgraph that follow each
 * other are one request to it, and what other subgraphs add to them comes after it. So nothing leads from a mutation to
 * another subgraph and back: it would see what the mutations after it have done.
 */
export const supergraph: MadeUpSupergraph = {
  world() {
    const balances = new Map([
      ["a", 10],
      ["b", 0],
    ]);
    const limits = new Map<string, number | null>([["a", 5]]);
    const written: Row[] = [];
    let notes: Row[] = [];
    const account = (id: string): Row => ({
      __typename: "Account",
      id,
      balance: () => balances.get(id),
      notes: ({ last }: { last?: number }) => notes.filter((each) => each.account === known[id]).slice(-(last || 1)),
      limit: () => limits.get(id),
    });
    const known: Record<string, Row> = { a: account("a"), b: account("b") };
    const add = (id: string, amount: number) => {
      const balance = balances.get(id);
      if (balance === undefined) throw new Error("There is no such account");
      balances.set(id, balance + amount);
      return known[id];
    };
    return {
      Query: { accounts: () => Object.values(known), notes: () => notes, strictest: () => limits.get("a") },
      Mutation: {
        deposit: (given: { account: string; amount: number }) => add(given.account, given.amount),
        close: (given: { account: string }) => {
          if (given.account === "z") throw new Error("It is on fire");
          const closing = known[given.account];
          if (!closing) return { __typename: "Refused", why: "unknown", account: null };
          if (balances.get(given.account) !== 0) return { __typename: "Refused", why: "not empty", account: closing };
          return { __typename: "Closed", account: closing, query: {} };
        },
        transfer: ({ moves }: { moves: readonly Move[] }) =>
          moves.flatMap(({ from, to, amount }) => [add(from, -amount), from === to ? null : add(to, amount)]),
        note: (given: { account: string; text?: string }) => {
          const made: Row = {
            __typename: "Note",
            id: `${written.length}`,
            text: given.text,
            account: known[given.account],
            isOver: written.length > 2,
          };
          written.push(made);
          notes.push(made);
          return made;
        },
        forget: () => {
          const { length } = notes;
          notes = [];
          return length;
        },
        limit: (given: { account: string; most?: number | null }) => {
          limits.set(given.account, given.most ?? null);
          return known[given.account];
        },
      },
      get entities() {
        return [...Object.values(known), ...written];
      },
    };
  },
  values: { account: ["a", "b", "c", "z"], from: ["a", "b"], to: ["a", "b", "c"], amount: [1, 5] },
};
