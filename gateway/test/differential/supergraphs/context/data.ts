import type { MadeUpSupergraph, Row } from "../../world.ts";

/** Arguments that come from an object further up. */
export const supergraph: MadeUpSupergraph = {
  world() {
    const part = (code: string): Row => ({
      __typename: "Part",
      code,
      cost: ({ currency }: Row) => `${code} in ${currency}`,
    });
    const product = (id: string, parts: readonly (Row | null)[] | null): Row => ({
      __typename: "Product",
      id,
      name: `product ${id}`,
      price: ({ digits, currency }: Row) => `${id} in ${currency} to ${digits}`,
      found: ({ town }: Row) => `${id} in ${town}`,
      parts,
    });
    const bolt = part("x");
    const nut = part("y");
    const lamp = product("1", [bolt, null, nut]);
    const desk = product("2", null);
    const one: Row = {
      __typename: "Shop",
      id: "1",
      town: "Rome",
      currency: "EUR",
      owner: { language: "it" },
      rank: 1,
      products: [lamp, desk],
    };
    const two: Row = {
      __typename: "Shop",
      id: "2",
      town: null,
      currency: "USD",
      owner: null,
      rank: 2,
      products: [lamp],
    };
    const market: Row = { __typename: "Market", id: "1", town: "Bern", currency: null, stalls: [desk, null, lamp] };
    return {
      Query: { shops: () => [one, two], market: () => market, place: () => two, counted: () => 2 },
      entities: [bolt, nut, lamp, desk, one, two, market],
    };
  },
  apolloCannotLoad: "@apollo/gateway does not know the context specification",
};
