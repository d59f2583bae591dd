import type { MadeUpSupergraph, Row } from "../../world.ts";

/** One root field for objects of any type, which each subgraph serves. */
export const supergraph: MadeUpSupergraph = {
  world() {
    const ann: Row = {
      __typename: "User",
      id: "u1",
      name: "Ann",
      email: "ann@x",
      posts: () => [first, second],
      unread: 3,
    };
    const bob: Row = { __typename: "User", id: "u2", name: null, email: null, posts: [], unread: null };
    const first: Row = { __typename: "Post", id: "p1", title: "First", author: ann, tags: () => [red, null] };
    const second: Row = { __typename: "Post", id: "p2", title: null, author: null, tags: null };
    const red: Row = { __typename: "Tag", id: "t1", title: "red", used: () => [first] };
    const all = [ann, bob, first, second, red];
    const find = (id: string) => all.find((each) => each.id === id) ?? null;
    return {
      Query: {
        node: ({ id }: { id: string }) => find(id),
        nodes: ({ ids }: { ids: readonly string[] }) => ids.map(find),
        me: () => ann,
        posts: () => [second, first],
        boxes: () => [{ of: ann, newest: first }, null, { of: bob, newest: red }, { of: null, newest: ann }],
      },
      entities: all,
    };
  },
  values: { id: ["u1", "u2", "p1", "p2", "t1", "none"], ids: ["u1", "p1", "p2", "t1", "none"] },
};
