import type { Endpoints } from "../src/client.ts";
import { asker } from "./asking.ts";
import type { Bank } from "./bank.ts";
import { add, enterCode, quote, read, register, set } from "./cartActions.ts";
import { cartModel } from "./cartModel.ts";
import type { History } from "./history.ts";
import { place, repeat } from "./orderActions.ts";
import { cancel, claim, edit } from "./orderChanges.ts";
import type { ShopperOperation } from "./plannedOperations.ts";
import { complaintAboutSaved, moveToCart, saveForLater } from "./savedLines.ts";
import type { Goods, Session } from "./session.ts";

/** A shopper who goes through a plan. */
export interface Shopper {
  run(): Promise<void>;
  /** How what the cart holds when all is over breaks what was acknowledged; null: it does not. */
  complaintAtTheEnd(): Promise<string | null>;
}

export interface ShopperSurroundings {
  readonly endpoints: Endpoints;
  readonly history: History;
  readonly goods: Goods;
  readonly bank: Bank;
}

export function shopper(
  name: string,
  operations: readonly ShopperOperation[],
  { endpoints, history, goods, bank }: ShopperSurroundings,
): Shopper {
  let made = 0;
  const session: Session = {
    name,
    history,
    model: cartModel(),
    placed: [],
    orderIds: [],
    unique: (what) => `${name}-${what}-${++made}`,
    complain: (rule, detail) => history.complaints.push({ rule, detail: `${name}: ${detail}` }),
    askAs: (token) => asker(endpoints, history, token),
    bank,
    later: [],
    who: asker(endpoints, history),
    cartId: null,
    lines: [],
    saved: new Set(),
    savedLines: [],
    isAwaited: false,
  };

  function act(operation: ShopperOperation): Promise<void> {
    switch (operation.kind) {
      case "add":
        return add(session, operation, goods);
      case "set":
        return set(session, operation);
      case "code":
        return enterCode(session, operation, goods);
      case "quote":
        return quote(session);
      case "read":
        return read(session);
      case "register":
        return register(session);
      case "place":
        return place(session, operation);
      case "repeat":
        return repeat(session, operation);
      case "cancel":
        return cancel(session, operation);
      case "edit":
        return edit(session, operation, goods);
      case "saveForLater":
        return saveForLater(session, operation);
      case "moveToCart":
        return moveToCart(session, operation);
      case "claim":
        return claim(session, operation);
    }
  }

  return {
    async run() {
      for (const operation of operations) await act(operation);
      await Promise.all(session.later);
    },
    async complaintAtTheEnd() {
      const { who, cartId, model } = session;
      const cart = cartId && (await who.untilAnswered("Cart", { id: cartId }));
      const complaint =
        cart && (model.complaintAbout(cart.lines, true) ?? complaintAboutSaved(session, cart.savedLines));
      return complaint ? `${name}: cart ${cartId} holds ${complaint}` : null;
    },
  };
}
