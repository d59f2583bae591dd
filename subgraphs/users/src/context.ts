import { CodedError, type Context as SubgraphContext, userIdOf } from "@angidi/subgraph";
import type { Loaders } from "./loaders.ts";
import type { Ports } from "./ports.ts";

/** What every resolver of users gets. */
export type Context = SubgraphContext<Ports, Loaders>;

/** The signed-in user's id, in a field that is `@authenticated`. */
export function signedInUserId({ caller }: Context): string {
  const userId = userIdOf(caller);
  if (userId === null) throw new CodedError("UNAUTHENTICATED", "Sign in first");
  return userId;
}
