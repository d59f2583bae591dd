import type { MadeUpSupergraph, Row } from "../../world.ts";

/** Two subgraphs that need fields of each other, and a third that needs theirs. */
export const supergraph: MadeUpSupergraph = {
  world() {
    const node = (id: string, more: Row): Row => ({ __typename: "Node", id, ...more });
    const leaf = node("3", { a1: null, b1: null, inner: null, child: null });
    const middle = node("2", { a1: 2, b1: 20, inner: { x: null, deep: [] }, child: leaf });
    const root = node("1", { a1: 1, b1: 10, inner: { x: 1, deep: [{ y: 1 }, null, { y: null }] }, child: middle });
    const all = [root, middle, leaf];
    return {
      Query: {
        alphas: () => [root, middle],
        betas: () => [leaf, null, root],
        gamma: ({ id }: { id: string }) => all.find((each) => each.id === id),
      },
      entities: all,
    };
  },
  values: { id: ["1", "2", "3", "none"] },
  apolloIsWrong: ["its planner asks for a required field that requires others itself before those are there"],
};
