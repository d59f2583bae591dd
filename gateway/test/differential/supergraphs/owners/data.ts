import type { MadeUpSupergraph, Row } from "../../world.ts";

/** `@requires` with fragments on the types of unions and interfaces. */
export const supergraph: MadeUpSupergraph = {
  world() {
    const ann: Row = { __typename: "Person", id: "1", name: "Ann", home: { city: "Bonn" } };
    const bob: Row = { __typename: "Person", id: "2", name: null, home: null };
    const firm: Row = { __typename: "Company", title: "Firm", boss: ann };
    const shell: Row = { __typename: "Company", title: null, boss: null };
    const car = (plate: string, more: Row): Row => ({ __typename: "Car", plate, ...more });
    const diesel: Row = { __typename: "Diesel", power: 90, litres: 1.9 };
    const electric: Row = { __typename: "Electric", power: null, cells: [{ volts: 4 }, null, { volts: null }] };
    const work: Row = { __typename: "Work", km: 5, client: "x" };
    const holiday: Row = { __typename: "Holiday", km: null, with: [ann, firm, null] };
    const cars = [
      car("1", { owner: ann, engine: diesel, trips: [work, null, holiday] }),
      car("2", { owner: firm, engine: electric, trips: [] }),
      car("3", { owner: null, engine: null, trips: null }),
      car("4", { owner: bob, engine: diesel, trips: [holiday] }),
      car("5", { owner: shell, engine: electric, trips: [work] }),
    ];
    return {
      Query: { cars: () => cars, taxed: () => [...cars, null].reverse() },
      entities: [...cars, ann, bob],
    };
  },
};
