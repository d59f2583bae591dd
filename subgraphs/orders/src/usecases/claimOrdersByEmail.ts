import { type Caller, userIdOf } from "@angidi/subgraph";
import type { OrderHead } from "../domain/order.ts";
import type { Ports } from "../ports.ts";
import type { Call } from "../services/call.ts";
import { type InvalidInput, invalidInput } from "./refusal.ts";

/** What came of it. */
export type ClaimOrdersByEmailOutcome =
  /** `hasMore`: there are others, to be claimed by doing it again. */
  | { readonly kind: "claimed"; readonly orders: readonly OrderHead[]; readonly hasMore: boolean }
  | { readonly kind: "not-verified" }
  | InvalidInput;

const mostAtOnce = 100;
const deadlineMilliseconds = 5_000;

/**
 * Makes the signed-in user's own the guests' orders whose news goes to their address, which users say is verified: the latest
 * first, so many at a time. A link is set for each, by itself; what is somebody else's stays so. Doing it again claims
 * what has come since.
 */
export async function claimOrdersByEmail(
  { claims, lists, users }: Pick<Ports, "claims" | "lists" | "users">,
  { first = 20 }: { readonly first?: number },
  { caller, requestId }: { readonly caller: Caller; readonly requestId: string },
): Promise<ClaimOrdersByEmailOutcome> {
  if (first < 1 || first > mostAtOnce) return invalidInput(["first"], `first must be from 1 to ${mostAtOnce}`);
  const userId = userIdOf(caller);
  const call: Call = { caller, requestId, signal: AbortSignal.timeout(deadlineMilliseconds) };
  const email = userId === null ? null : await users.verifiedEmail(userId, call);
  if (userId === null || email === null) return { kind: "not-verified" };

  const found = await claims.claimableByEmail(email, userId, first + 1);
  const wanted = found.slice(0, first);
  for (const order of wanted) await claims.claim(order, userId, "EMAIL");
  const heads = wanted.length > 0 ? await lists.heads(wanted) : [];
  const orders = heads.filter((order) => order !== null).filter(({ customerId }) => customerId === userId);
  return { kind: "claimed", orders, hasMore: found.length > first };
}
