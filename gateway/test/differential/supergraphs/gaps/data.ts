import type { MadeUpSupergraph, Row } from "../../world.ts";

/** Keys that are null, entities that are not there, stubs that nobody can be asked for. */
export const supergraph: MadeUpSupergraph = {
  world() {
    const manor: Row = { __typename: "House", street: "Oak", number: 1, rooms: 12, tenants: () => [ann, null, cid] };
    const hut: Row = { __typename: "House", street: "Elm", number: null };
    const ruin: Row = { __typename: "House", street: "Oak", number: 9, rooms: 1, tenants: [] };
    const cat: Row = { __typename: "Pet", tag: "t1", species: "cat", sitter: () => ben };
    const lost: Row = { __typename: "Pet", tag: "t2", species: "dog", sitter: null };
    const person = (id: string, badge: string | null, more: Row): Row => ({ __typename: "Person", id, badge, ...more });
    const ann: Row = person("1", "x", {
      name: "Ann",
      home: manor,
      pet: cat,
      access: ["door"],
      level: 3,
      boss: () => ben,
    });
    const ben: Row = person("2", "y", { name: null, home: ruin, pet: lost, access: ["gate"], level: 1, boss: null });
    const cid: Row = person("3", null, {
      name: "Cid",
      home: null,
      pet: null,
      access: ["none"],
      level: 9,
      boss: () => ann,
    });
    const dot: Row = person("4", "gone", { name: "Dot", home: hut, pet: null, access: ["none"], level: 9, boss: null });
    const all = [ann, ben, cid, dot];
    return {
      Query: {
        people: () => [ann, ben, null, cid, dot, ann],
        person: ({ id }: { id: string }) => all.find((each) => each.id === id),
        pairs: () => [
          { left: ann, right: dot },
          { left: null, right: cid },
        ],
        badges: () => [ann, ben],
        house: ({ street }: { street: string }) => (street === "Oak" ? manor : null),
      },
      entities: [...all, manor, hut, ruin, cat, lost],
      absent: { badges: [cid, dot], houses: [ruin, lost, hut] },
    };
  },
  values: { id: ["1", "2", "3", "4", "none"], street: ["Oak", "Elm"], number: [1] },
};
