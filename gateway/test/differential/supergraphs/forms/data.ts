import type { MadeUpSupergraph, Row } from "../../world.ts";

/** Enums and inputs of which each subgraph has its own idea, and scalars that nobody but their owner understands. */
export const supergraph: MadeUpSupergraph = {
  world() {
    const order = (id: string, more: Row): Row => ({
      __typename: "Order",
      id,
      label: ({ size, extra }: { size?: string; extra?: unknown }) => `${size} ${JSON.stringify(extra)}`,
      ...more,
    });
    const one: Row = order("1", {
      status: "OPEN",
      history: [["OPEN"], [null, "PAID"], null],
      extra: { b: 1, a: [true, null, { deep: "x" }] },
      at: "noon",
      weights: [1, 2.5],
      progress: "WAITING",
      stages: ["PACKED", null],
    });
    const two: Row = order("2", {
      status: "SENT",
      history: [],
      extra: [1, "two"],
      at: "dusk",
      weights: null,
      progress: "GONE",
    });
    const six: Row = order("6", { status: null, history: null, extra: "text", at: null, weights: [], progress: null });
    return {
      Query: {
        orders: ({ where, sort, at }: { where?: Row | null; sort?: string[] | null; at?: string }) => {
          const found = where?.text === "none" ? [] : [one, two, six].map((each) => ({ ...each, at: at ?? each.at }));
          return sort?.[0] === "OLDEST" ? found.reverse() : found;
        },
        echo: ({ input }: { input: object }) => input,
        colour: () => "BLUE",
        shipped: ({ where, sort }: { where?: Row | null; sort?: string | null }) =>
          where?.text === "none" ? null : sort === "NEWEST" ? [two, null, one] : [one, two],
      },
      entities: [one, two, six],
    };
  },
  values: {
    text: ["none", "some"],
    json: [1, "a", { x: [null, 1.5, { y: true }] }],
    extra: [{ n: 1, e: [] }, "s", 2],
    at: ["dawn"],
  },
};
