import type { MadeUpSupergraph, Row } from "../../world.ts";

/** Interfaces that are entities, and subgraphs that know them as one object type. */
export const supergraph: MadeUpSupergraph = {
  world() {
    const medium = (__typename: string, id: string, area: string, number: number, more: Row): Row => ({
      __typename,
      id,
      code: { area, number },
      stars: ({ of }: { of?: number }) => (id === "4" ? null : Number(id) * (of ?? 1)),
      place: number,
      ...more,
    });
    const fog: Row = medium("Film", "1", "eu", 1, {
      title: "Fog",
      year: 1950,
      minutes: 99,
      sequel: () => ice,
      review: { text: "dim", about: () => ode },
      cast: () => [ida],
    });
    const ice: Row = medium("Film", "2", "eu", 2, {
      title: null,
      year: null,
      minutes: null,
      sequel: null,
      review: null,
      cast: null,
    });
    const ode: Row = medium("Song", "3", "us", 1, {
      title: "Ode",
      year: 1824,
      key: "D",
      from: fog,
      review: { text: null, about: () => fog },
    });
    const hum: Row = medium("Song", "4", "us", 2, {
      title: "Hum",
      year: null,
      key: null,
      from: null,
      review: { text: "mm", about: null },
    });
    const ida: Row = { __typename: "Person", id: "1", name: "Ida", works: () => [ice, fog, null] };
    const all = [fog, ice, ode, hum];
    return {
      Query: {
        media: () => [fog, ode, null, ice, hum],
        medium: ({ id }: { id: string }) => all.find((each) => each.id === id),
        works: () => [{ __typename: "Play", title: "Lear", acts: 5 }, hum, fog],
        best: () => ode,
        rated: ({ least }: { least?: number }) => all.filter((each) => Number(each.id) >= (least ?? 0)),
        chart: () => [
          { place: 1, media: hum },
          { place: 2, media: fog },
          { place: 3, media: null },
        ],
        people: () => [ida],
      },
      entities: [...all, ida],
    };
  },
  values: { id: ["1", "2", "3", "4", "none"], of: [1, 10] },
  apolloIsWrong: [
    "it sends representations without a key, and its planner fails on interfaces above the one of an @interfaceObject",
    "one field required or asked for with different arguments is fetched with those of one",
  ],
};
