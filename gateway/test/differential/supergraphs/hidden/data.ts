import type { MadeUpSupergraph, Row } from "../../world.ts";

/** What clients do not see and subgraphs need all the same: keys, required fields, types, values, arguments. */
export const supergraph: MadeUpSupergraph = {
  world() {
    const product = (id: string, more: Row): Row => ({
      __typename: "Product",
      id,
      sku: `sku-${id}`,
      rank: Number(id),
      cost: 10 * Number(id),
      grade: ({ scale }: { scale: string }) => `${id} of ${scale}`,
      price: ({ margin }: { margin?: object }) => JSON.stringify(margin ?? null).length,
      ...more,
    });
    const lamp: Row = product("1", {
      kind: "PLAIN",
      kinds: ["PLAIN", "HIDDEN", null],
      firmKinds: ["FANCY"],
      related: () => chair,
      supplier: { name: "Acme", country: "US" },
    });
    const chair: Row = product("2", {
      kind: "HIDDEN",
      kinds: ["FANCY"],
      firmKinds: ["FANCY", "HIDDEN"],
      related: () => poster,
      supplier: null,
    });
    const desk: Row = product("3", {
      kind: null,
      kinds: null,
      firmKinds: null,
      related: () => secret,
      supplier: { name: null, country: null },
    });
    const poster: Row = { __typename: "Poster", id: "1", rank: null, product: chair };
    const secret: Row = { __typename: "Secret", id: "1", rank: 1, code: "x" };
    return {
      Query: {
        products: () => [lamp, chair, desk],
        search: ({ text, secret: most }: { text?: string; secret: number }) =>
          text === "all" ? [lamp, secret, null, poster] : [lamp, chair, desk, poster].slice(0, most),
        cheapest: () => lamp,
        supplied: () => 3,
      },
      entities: [lamp, chair, desk, poster, secret],
    };
  },
  values: { text: ["all", "some"] },
};
