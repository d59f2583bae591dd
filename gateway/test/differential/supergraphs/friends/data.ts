import type { MadeUpSupergraph, Row } from "../../world.ts";

/** Friends of friends: the same few entities again and again, at any depth. */
export const supergraph: MadeUpSupergraph = {
  world() {
    const people: Row[] = ["ann", "bob", "cyd", "dan"].map((name, index) => ({
      __typename: "Person",
      name,
      age: index === 3 ? null : 20 + index,
      friends: ({ first }: { first?: number | null }) => others(index).slice(0, Math.max(first ?? 3, 0)),
      best: () => (index === 2 ? null : people[(index + 1) % 4]),
      clubs: () => clubs.filter((_, position) => (position + index) % 2 === 0),
      rivals: () => (index === 1 ? null : [[people[0], null], [], null, [people[index], people[index]]]),
      peers: () => others(index).slice(1),
    }));
    const others = (index: number) => people.filter((_, position) => position !== index);
    const clubs: Row[] = ["chess", "choir"].map((title, index) => ({
      __typename: "Club",
      title,
      members: () => people.slice(index),
      founder: () => (index === 0 ? people[3] : null),
      averageAge: 20.5 + index,
    }));
    return {
      Query: {
        people: () => people,
        person: ({ name }: { name: string }) => people.find((each) => each.name === name),
        clubs: () => clubs,
        oldest: () => people[2],
      },
      entities: [...people, ...clubs],
    };
  },
  values: { name: ["ann", "bob", "cyd", "dan", "eve"] },
};
