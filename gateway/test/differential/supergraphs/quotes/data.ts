import type { MadeUpSupergraph, Row } from "../../world.ts";

/** Objects that are required and require themselves: with arguments, interfaces, unions and entities in them. */
export const supergraph: MadeUpSupergraph = {
  world() {
    const ship: Row = { __typename: "Ship", name: "Ann", flag: "DE", captain: "Eve" };
    const truck: Row = { __typename: "Truck", wheels: 6 };
    const order = (id: string, grams: number | null): Row => ({
      __typename: "Order",
      id,
      weight: ({ unit }: { unit?: string }) => (grams === null ? null : unit === "POUND" ? grams / 500 : grams),
      buyer: `buyer ${id}`,
      label: id === "2" ? null : `label ${id}`,
    });
    const orders = [order("1", 1000), order("2", 5000), order("3", null)];
    return {
      Query: {
        orders: () => [orders[0], null, orders[2]],
        last: () => orders[1],
        unpaid: () => orders,
        route: (args: unknown) => JSON.stringify(args),
      },
      entities: [...orders, ship],
      computed: {
        Order: {
          quote: ({ weight }: { weight: number | null }, args: { route?: { speed?: string; stops?: string[] } }) =>
            weight === null
              ? null
              : {
                  cents: weight * (args.route?.speed === "FAST" ? 2 : 1),
                  lines: [
                    { __typename: "Fee", text: args.route?.stops?.join() ?? null, rate: weight },
                    { __typename: "Toll", text: "bridge", road: "A1" },
                  ],
                  order: () => orders[0],
                  by: weight > 5 ? ship : truck,
                },
          carrier: ({ weight }: { weight: number | null }) => (weight === null ? null : weight > 2000 ? ship : truck),
        },
      },
    };
  },
  apolloIsWrong: [
    "one field required or asked for with different arguments is fetched with those of one, or before what it requires",
  ],
};
