import type { MadeUpSupergraph, Row } from "../../world.ts";

/** Fields on their way from one subgraph to another, and values that several share. */
export const supergraph: MadeUpSupergraph = {
  world() {
    const address: Row = { street: "Main", town: { name: "Ghent", zip: "9000" }, country: "BE" };
    const user = (id: string, more: Row): Row => ({
      __typename: "User",
      id,
      phone: ({ country }: { country?: string }) => `${country} ${id}`,
      ...more,
    });
    const ada: Row = user("1", {
      name: "Ada",
      email: "a@x",
      address,
      status: "ACTIVE",
      card: () => ({ holder: ada, number: "11" }),
    });
    const bo: Row = user("2", {
      name: null,
      email: null,
      address: { street: null, town: null, country: null },
      status: "LEFT",
      card: () => ({ holder: ada, number: "22" }),
    });
    const cy: Row = user("3", { name: "Cy", email: "c@x", address: null, status: null, card: null });
    const users = [ada, bo, cy];
    return {
      Query: {
        users: () => users,
        user: ({ id }: { id: string }) => users.find((each) => each.id === id),
        version: () => "7",
        now: () => ({ iso: "2026-01-01", year: 2026 }),
        cards: () => [
          { holder: bo, number: "1" },
          { holder: null, number: "2" },
        ],
      },
      entities: users,
    };
  },
  values: { id: ["1", "2", "3", "none"], country: ["BE", "FR"] },
};
