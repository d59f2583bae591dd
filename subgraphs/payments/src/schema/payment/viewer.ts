import { type Caller, hasScope, userIdOf } from "@angidi/subgraph";
import type { Viewer } from "../../domain/access.ts";

/** Who wants to see a payment, by who calls. */
export function viewerOf(caller: Caller): Viewer {
  return { userId: userIdOf(caller), readsAll: hasScope(caller, "payments:read") };
}
