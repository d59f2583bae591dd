import type { MadeUpSupergraph, Row } from "../../world.ts";

interface FeeRequires {
  readonly weight: number | null;
  readonly size: object;
}

/** Fields that need others first: with arguments, of nested objects and lists, and such as need others in their turn. */
export const supergraph: MadeUpSupergraph = {
  world() {
    const eve: Row = { __typename: "Person", email: "eve@x", name: "Eve" };
    const ray: Row = { __typename: "Person", email: "ray@x", name: null };
    const parcel = (id: string, grams: number | null, more: Row): Row => ({
      __typename: "Parcel",
      id,
      weight: ({ unit }: { unit: string }) => (grams === null ? null : unit === "POUND" ? grams / 512 : grams),
      insured: id !== "p2",
      ...more,
    });
    const light = parcel("p1", 64, {
      size: { width: 2, height: 3, depth: 4 },
      items: [
        { name: "lamp", count: 1, parts: [{ code: "x", tested: true }, null, { code: null, tested: null }] },
        { name: "bulb", count: 2, parts: [] },
      ],
      labels: ["fragile", null],
      sender: eve,
    });
    const heavy = parcel("p2", 5120, {
      size: { width: 200, height: null, depth: null },
      items: [{ name: "anvil", count: 1, parts: null }],
      labels: null,
      sender: ray,
    });
    const odd = parcel("p3", null, { size: { width: 0, height: 0, depth: 0 }, items: [], labels: [], sender: null });
    const parcels = [light, heavy, odd];
    return {
      Query: {
        parcels: () => parcels,
        parcel: ({ id }: { id: string }) => parcels.find((each) => each.id === id),
        carriers: () => ["snail", "eagle"],
        last: () => heavy,
        depot: () => [odd, null, light],
      },
      computed: {
        Parcel: {
          fee: ({ weight, size }: FeeRequires, { express }: { express?: boolean }) =>
            `${weight} ${JSON.stringify(size)} ${express}`,
          category: ({ size }: { size: { width: number } | null }) => (size && size.width > 100 ? "large" : "small"),
        },
      },
      entities: [...parcels, eve, ray],
    };
  },
  values: { id: ["p1", "p2", "p3", "none"] },
  apolloIsWrong: [
    "its planner asks for a required field that requires others itself before those are there",
    "one field required or asked for with different arguments is fetched with those of one",
  ],
};
