import { type Caller, CodedError, userIdOf } from "@angidi/subgraph";

/** The caller's user id. The schema has refused everybody else already, by @authenticated. */
export function signedIn(caller: Caller): string {
  const userId = userIdOf(caller);
  if (userId === null) throw new CodedError("UNAUTHENTICATED", "Sign in first");
  return userId;
}
