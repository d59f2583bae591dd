import type { Known } from "./asking.ts";
import type { Session } from "./session.ts";

/** Takes a line out of the cart, for later. */
export async function saveForLater(session: Session, { pick }: { readonly pick: number }): Promise<void> {
  const line = session.lines[Math.floor(pick * session.lines.length)];
  if (!line) return;
  const known = await session.who.once("SaveForLater", { input: { cartId: session.cartId, lineIds: [line.id] } });
  const variantId = line.variant.id;
  // Of an order that is under way, the pieces leave the cart although they are saved by now.
  if (note(session, known, variantId) && session.model.isSettled(variantId)) session.saved.add(variantId);
}

/** Takes what was saved into the cart again, with what is there of it by now. */
export async function moveToCart(session: Session, { pick }: { readonly pick: number }): Promise<void> {
  const line = session.savedLines[Math.floor(pick * session.savedLines.length)];
  if (!line) return;
  const known = await session.who.once("MoveToCart", { input: { cartId: session.cartId, lineIds: [line.id] } });
  if (note(session, known, line.variant.id) || !known) session.saved.delete(line.variant.id);
}

/** Notes how many are in the cart now, and says whether that is known. */
function note(session: Session, known: Known | null, variantId: string): boolean {
  const isDone = known?.__typename === "CartChanged";
  if (isDone) {
    session.lines = known.cart.lines;
    session.savedLines = known.cart.savedLines;
  }
  const quantity = session.lines.find(({ variant }) => variant.id === variantId)?.quantity ?? 0;
  if (!known || isDone) session.model.set(variantId, quantity, isDone);
  return isDone;
}

/** What was saved and is not there any more; null: all of it is. */
export function complaintAboutSaved(
  { saved }: Session,
  savedLines: readonly { readonly variant: { readonly id: string } }[],
): string | null {
  const lost = [...saved].find((variantId) => !savedLines.some(({ variant }) => variant.id === variantId));
  return lost === undefined ? null : `no ${lost}, which was saved for later`;
}
