import type { SubgraphModule } from "@angidi/subgraph";

/**
 * The platform's subgraphs. Each is loaded when it is asked for: whoever runs one alone, or none, does not pay for the
 * others.
 */
const load: Readonly<Record<string, () => Promise<SubgraphModule>>> = {
  users: async () => (await import("@angidi/users")).users,
  catalog: async () => (await import("@angidi/catalog")).catalog,
  inventory: async () => (await import("@angidi/inventory")).inventory,
  carts: async () => (await import("@angidi/carts")).carts,
  orders: async () => (await import("@angidi/orders")).orders,
  payments: async () => (await import("@angidi/payments")).payments,
  search: async () => (await import("@angidi/search")).search,
  notifications: async () => (await import("@angidi/notifications")).notifications,
  admin: async () => (await import("@angidi/admin")).admin,
};

/** The subgraphs' names, in the order in which they are told of. */
export const subgraphNames: readonly string[] = Object.keys(load);

/** The modules of the named subgraphs, of all by default. */
export function loadSubgraphs(names: readonly string[] = subgraphNames): Promise<SubgraphModule[]> {
  return Promise.all(names.map((name) => load[name]!()));
}
