import { placement } from "../src/world.ts";
import type { ShopperOperation } from "./plannedOperations.ts";
import { complaintAboutSaved } from "./savedLines.ts";
import type { Goods, Session } from "./session.ts";

type Operation<Kind extends ShopperOperation["kind"]> = ShopperOperation & { readonly kind: Kind };

/** Puts pieces into the cart, from several tabs at once perhaps. */
export async function add(
  session: Session,
  { product, quantity, tabs }: Operation<"add">,
  goods: Goods,
): Promise<void> {
  const { who, cartId, model } = session;
  const variantId = goods.variantIds[product]!;
  // A guest's first line makes the cart; two tabs would make two.
  const requests = cartId === null && who.token === undefined ? 1 : tabs;
  const input = { ...(cartId && { cartId }), lines: [{ variantId, quantity }] };
  const addOnce = async () => {
    const known = await who.once("AddCartLines", { input });
    // Of a cart whose id was never told nobody knows.
    if (!known && (cartId !== null || who.token !== undefined)) model.added(variantId, quantity, false);
    if (known?.__typename !== "CartChanged") return;
    model.added(variantId, quantity, true);
    session.cartId ??= known.cart.id;
    session.lines = known.cart.lines;
  };
  await Promise.all(Array.from({ length: requests }, addOnce));
}

/** Sets a line to a quantity; none removes it. */
export async function set(session: Session, { pick, quantity }: Operation<"set">): Promise<void> {
  const line = session.lines[Math.floor(pick * session.lines.length)];
  if (line) await setLine(session, line, quantity);
}

/** Removes what cannot be had. */
export async function removeAll(session: Session, variantIds: readonly string[]): Promise<void> {
  for (const line of session.lines) if (variantIds.includes(line.variant.id)) await setLine(session, line, 0);
}

async function setLine(session: Session, line: Session["lines"][number], quantity: number): Promise<void> {
  const { who, cartId, model } = session;
  const known = await who.once("UpdateCartLines", { input: { cartId, lines: [{ lineId: line.id, quantity }] } });
  if (known?.__typename === "CartChanged") session.lines = known.cart.lines;
  if (!known || known.__typename === "CartChanged") model.set(line.variant.id, quantity, known !== null);
}

/** Looks into the cart. */
export async function read(session: Session): Promise<void> {
  const { who, cartId, model } = session;
  const cart = cartId && (await who.untilAnswered("Cart", { id: cartId }));
  if (!cart) return;
  session.lines = cart.lines;
  session.savedLines = cart.savedLines;
  const complaint = model.complaintAbout(cart.lines, false) ?? complaintAboutSaved(session, cart.savedLines);
  if (complaint) session.complain("No acknowledged change of a cart is lost", `cart ${cartId} holds ${complaint}`);
}

/** Enters a discount code. */
export async function enterCode({ who, cartId }: Session, { code }: Operation<"code">, goods: Goods): Promise<void> {
  if (cartId) await who.once("ApplyDiscountCode", { input: { cartId, code: goods.codes[code] } });
}

/** Asks what it will cost. */
export async function quote({ who, cartId, complain }: Session): Promise<void> {
  if (!cartId) return;
  const known = await who.once("CheckoutQuote", {
    input: { cartId, shippingAddress: placement(cartId).shippingAddress },
  });
  if (known?.__typename !== "CheckoutQuote") return;
  const amount = (part: string): number => known[part].amount;
  if (amount("subtotal") - amount("discount") + amount("shipping") + amount("tax") !== amount("total")) {
    complain("The parts of a quote are its total", JSON.stringify(known));
  }
}

/** Becomes a customer, with the cart. Not while an order holds it: then the cart stays the guest's until that is decided. */
export async function register(session: Session): Promise<void> {
  const { name, who, cartId, model } = session;
  if (who.token !== undefined || model.hasOrdered || session.isAwaited) return;
  const credentials = { email: `${session.unique("customer")}@example.com`, password: "a good password of theirs" };
  const answered = await who.once("Register", { input: { ...credentials, displayName: name, cartId } });
  // Its answer lost, an account may be there, with the cart or without it.
  if (!answered) model.forget();
  const signedIn = answered ?? (await who.untilAnswered("Login", { input: credentials }));
  if (signedIn?.__typename !== "Session") return;
  session.who = session.askAs(signedIn.accessToken);
  // A guest's keys were the guest's.
  session.placed.length = 0;
  // Where it could not be taken over just now it is left as it was, and its id still opens it.
  const own = (await session.who.untilAnswered("MyCart"))?.cart ?? null;
  const isTaken = own !== null && model.complaintAbout(own.lines, false) === null;
  const cart = isTaken || !cartId ? own : await session.who.untilAnswered("Cart", { id: cartId });
  session.cartId = cart?.id ?? null;
  session.lines = cart?.lines ?? [];
  session.savedLines = cart?.savedLines ?? [];
  const complaint = model.complaintAbout(session.lines, false);
  if (complaint) session.complain("Who registers keeps the cart", `it holds ${complaint}`);
}
