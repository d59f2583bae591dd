import type { MadeUpSupergraph, Row } from "../../world.ts";

/** Names that mean something to those who put answers together: aliases like keys, variables like the gateway's own. */
export const supergraph: MadeUpSupergraph = {
  world() {
    const item = (id: string, kind: string, more: Row): Row => {
      const made: Row = {
        __typename: "Item",
        id,
        kind,
        value: (given: { id?: string; kind?: string }) => `${given.id ?? id}-${given.kind ?? kind}`,
        right: ({ value }: { value?: number }) => `${kind} ${value}`,
        self: () => made,
        errors: "none",
        ...more,
      };
      return made;
    };
    const one: Row = item("1", "x", {
      data: [
        { id: "d", length: 3, name: "n" },
        { id: null, length: null, name: null },
      ],
      other: () => two,
    });
    const two: Row = item("1", "y", { data: [], other: () => one });
    const three: Row = item("2", "x", { data: [{ id: "2", length: 0, name: "Item" }], other: null, errors: null });
    const items = [one, two, three];
    return {
      Query: {
        item: ({ representations }: { representations: string }) => items.find((each) => each.id === representations),
        items: () => items,
        query: () => "query",
      },
      entities: items,
    };
  },
  values: { representations: ["1", "2", "none"], id: ["r", "s", "1"], kind: ["t", "x"] },
  apolloIsWrong: ["one field required or asked for with different arguments is fetched with those of one"],
};
