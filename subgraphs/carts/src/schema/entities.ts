import type { EntityResolver } from "@angidi/subgraph";
import type { Ports } from "../context.ts";
import type { Loaders } from "../loaders.ts";

/** Entities by their keys. A cart is given to whoever may use it, a user to everyone: the field below says for whom it is. */
export const entities: Record<"Cart" | "User", EntityResolver<Ports, Loaders>> = {
  Cart: (references: readonly { id: string }[], { loaders }) =>
    Promise.all(references.map(({ id }) => loaders.cartById(id))),

  User: (references: readonly { id: string }[]) => references.map(({ id }) => ({ id })),
};
