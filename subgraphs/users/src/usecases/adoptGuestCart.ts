import type { Session } from "../domain/session.ts";
import type { Ports } from "../ports.ts";

/** Hands the cart that somebody filled as a guest over to them, now that they are signed in. Never fails a sign-in. */
export async function adoptGuestCart(
  ports: Pick<Ports, "carts">,
  { user, id: sessionId }: Session,
  { cartId, requestId }: { cartId?: string | null; requestId: string },
): Promise<void> {
  if (!cartId) return;
  const owner = { kind: "user", userId: user.id, roles: user.roles, groups: user.customerGroups, sessionId } as const;
  await ports.carts.adopt(cartId, owner, requestId);
}
