import type { Case } from "../../world.ts";

export const cases: readonly Case[] = [
  {
    name: "@override leaves the old subgraph alone",
    query: `{ users { name email card { number holder { name email } } } }`,
  },
  {
    name: "@override with a label goes one of two ways",
    query: `{ users { phone(country: "BE") status } user(id: "1") { phone status } }`,
  },
  {
    name: "@requires of an overridden field",
    query: `{ users { badge } user(id: "2") { badge name } cards { holder { badge } } }`,
  },
  {
    name: "a shared value type of which each knows a part",
    query: `{ users { address { street country town { name zip } } } now { iso year } version }`,
  },
  { name: "the same from the other side", query: `{ user(id: "1") { address { street country town { zip name } } } }` },
];
