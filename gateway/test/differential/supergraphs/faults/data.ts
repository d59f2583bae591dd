import type { MadeUpSupergraph, Row } from "../../world.ts";

/** Everything that may go wrong in a subgraph: fields, keys, required fields and items that fail, nulls where none may be. */
export const supergraph: MadeUpSupergraph = {
  world() {
    const oops = (what: string) => new Error(`${what} fails`);
    const thing = (id: string, more: Row): Row => ({
      __typename: "Thing",
      id,
      mark: `m${id}`,
      length: Number(id) / 2,
      firm: () => good,
      ...more,
    });
    const part = (id: string, more: Row): Row => ({
      __typename: "Part",
      id,
      firm: 1,
      weight: 1,
      firmWeight: 1,
      whole: () => good,
      ...more,
    });
    const bolt = part("1", {});
    const rust = part("2", { weight: oops("weight"), firmWeight: oops("firmWeight"), whole: () => rotten });
    const void_ = part("3", { firm: null, firmWeight: null, whole: null });
    const good: Row = thing("1", {
      name: "good",
      must: "x",
      list: ["a"],
      holes: [1, null, 3],
      next: () => rotten,
      amount: 1,
      box: { must: 1, may: 2, thing: () => rotten },
      price: 5,
      firmPrice: 5,
      parts: [bolt, null],
      firmParts: [bolt],
    });
    const rotten: Row = thing("2", {
      name: oops("name"),
      must: oops("must"),
      list: ["a", oops("item")],
      holes: [oops("hole"), 2, oops("hole")],
      next: oops("next"),
      firm: oops("firm"),
      amount: oops("amount"),
      box: { must: 1, may: oops("may"), thing: () => good },
      price: oops("price"),
      firmPrice: oops("firmPrice"),
      parts: [rust, oops("part"), bolt],
      firmParts: [bolt, oops("part")],
    });
    const bare: Row = thing("3", {
      name: null,
      must: null,
      list: ["a", null],
      holes: null,
      next: () => unmarked,
      firm: null,
      amount: null,
      box: { must: null, may: null, thing: null },
      price: null,
      firmPrice: null,
      parts: [void_],
      firmParts: null,
    });
    const unmarked: Row = thing("4", {
      mark: oops("mark"),
      name: "unmarked",
      must: "y",
      list: [],
      holes: [],
      next: () => good,
      amount: 4,
      box: oops("box"),
      price: 1,
      firmPrice: 1,
      parts: [bolt],
      firmParts: [],
    });
    const all = [good, rotten, bare, unmarked];
    return {
      Query: {
        things: () => [good, rotten, oops("thing"), bare, unmarked, null],
        sure: () => [good, unmarked],
        thing: ({ id }: { id: string }) => all.find((each) => each.id === id),
        broken: () => oops("broken"),
        mustNotBreak: () => oops("mustNotBreak"),
        marked: () => rotten,
        parts: () => [bolt, rust, void_],
      },
      entities: [...all, bolt, rust, void_],
      unreachable: { marks: [unmarked] },
    };
  },
  values: { id: ["1", "2", "3", "4", "none"] },
  outOfReach: {
    reason:
      "what a client asks of an object is asked together with what is required of it, and a null where none may be takes both along",
    mayShow: (query) => /\bboxText\b/.test(query) && /\bbox\b[^}]*\bmust\b/s.test(query),
  },
  apolloIsWrong: ["a required field that failed is sent as null, as if that were its value"],
};
