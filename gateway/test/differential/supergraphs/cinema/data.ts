import type { MadeUpSupergraph, Row } from "../../world.ts";

/** What a subgraph provides of another's entities, on objects, unions and interfaces, and nested. */
export const supergraph: MadeUpSupergraph = {
  world() {
    const agent: Row = { __typename: "Agent", id: "a1", phone: "123", city: "Rome" };
    const ida: Row = {
      __typename: "Person",
      id: "1",
      name: "Ida",
      born: 1918,
      agent,
      tickets: () => [tickets[0], tickets[2]],
    };
    const max: Row = { __typename: "Person", id: "2", name: null, born: null, agent: null, tickets: null };
    const fog: Row = {
      __typename: "Film",
      id: "1",
      title: "Fog",
      director: ida,
      minutes: 99,
      screenings: () => [early, late],
    };
    const ice: Row = { __typename: "Film", id: "2", title: null, director: max, minutes: null, screenings: [] };
    const bit: Row = { __typename: "Short", id: "1", title: "Bit", director: ida };
    const dot: Row = { __typename: "Short", id: "2", title: "Dot", director: null };
    const early: Row = { __typename: "Screening", room: 1, at: "10:00", film: fog, plain: ice, free: 3 };
    const late: Row = { __typename: "Screening", room: 1, at: "22:00", film: ice, plain: fog, free: 0 };
    const tickets: Row[] = [
      { price: 7.5, screening: late, buyer: ida },
      { price: 8, screening: null, buyer: max },
      { price: 0, screening: early, buyer: ida },
    ];
    return {
      Query: {
        films: () => [fog, ice],
        latest: () => [dot, fog, null],
        screenings: () => [early, late],
        festival: () => [bit, fog, null, ice],
        premiere: () => bit,
        tickets: () => [...tickets, null],
      },
      entities: [agent, ida, max, fog, ice, bit, dot, early, late],
    };
  },
};
