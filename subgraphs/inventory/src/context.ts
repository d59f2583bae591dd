import { CodedError, type Context as SubgraphContext, userIdOf } from "@angidi/subgraph";
import type { Loaders } from "./loaders.ts";
import type { Ports } from "./ports.ts";

/** What every resolver of inventory gets. */
export type Context = SubgraphContext<Ports, Loaders>;

/** Who of the staff calls, in a field that `@requiresScopes`. */
export function staffUserId({ caller }: Context): string {
  const userId = userIdOf(caller);
  if (userId === null) throw new CodedError("UNAUTHENTICATED", "Sign in first");
  return userId;
}
