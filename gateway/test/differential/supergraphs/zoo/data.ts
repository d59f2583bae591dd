import type { MadeUpSupergraph, Row } from "../../world.ts";

/** Interfaces and unions whose types are spread over subgraphs, each of which knows some of them. */
export const supergraph: MadeUpSupergraph = {
  world() {
    const rex: Row = {
      __typename: "Dog",
      id: "1",
      name: "Rex",
      friends: () => [tom, rex, null],
      bark: ({ loud }: { loud?: boolean }) => (loud ? "WUFF" : "wuff"),
      owner: () => kim,
      keeper: () => lee,
      vaccinated: true,
      vet: () => ({ __typename: "Vet", name: "Vic", patients: () => [rex, tweety], best: null }),
    };
    const tom: Row = {
      __typename: "Cat",
      id: "1",
      name: "Tom",
      friends: [],
      lives: 9,
      owner: null,
      vaccinated: false,
      weight: 4.5,
    };
    const kit: Row = {
      __typename: "Cat",
      id: "2",
      name: null,
      friends: null,
      lives: null,
      owner: () => lee,
      vaccinated: null,
      weight: null,
    };
    const wanda: Row = {
      __typename: "Fish",
      id: "1",
      name: "Wanda",
      tank: { __typename: "Tank", name: "T1", litres: 40 },
      keeper: () => kim,
    };
    const tweety: Row = { __typename: "Bird", id: "1", name: "Tweety", wings: 2, vaccinated: true, weight: 1 };
    const kim: Row = {
      __typename: "Keeper",
      id: "1",
      name: "Kim",
      keeps: () => [rex, wanda, tweety, kim],
      favourite: () => wanda,
    };
    const lee: Row = { __typename: "Keeper", id: "2", name: null, keeps: [], favourite: null };
    const all = [rex, tom, kit, wanda, tweety, kim, lee];
    return {
      Query: {
        animals: () => [rex, null, tom, kit],
        pets: () => [wanda, rex, kit],
        named: ({ name }: { name: string }) => ({ T1: wanda.tank, Rex: rex, Kim: kim })[name],
        keepers: () => [kim, lee],
        creatures: () => [tweety, rex, null, lee, wanda],
        sick: () => [tom, rex, null, tweety, kit],
        healthiest: () => tweety,
      },
      entities: all,
    };
  },
  values: { name: ["T1", "Rex", "Kim", "none"] },
  apolloIsWrong: [
    "its planner gives no plan at all for a field of an interface that has no type in the subgraph at hand",
  ],
};
