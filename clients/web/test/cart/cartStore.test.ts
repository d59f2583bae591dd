import { describe, expect, it } from "@jest/globals";
import type { CartAnswer } from "../../src/cart/cartAnswer.ts";
import { createCartStore } from "../../src/cart/cartStore.ts";
import type { CartView } from "../../src/cart/cartView.ts";
import type { Batch, CartOperation } from "../../src/cart/pending.ts";
import { messages } from "../../src/locale/messages/index.ts";
import { cart, line } from "./carts.ts";

const set = (lineId: string, quantity: number): CartOperation => ({ kind: "set", lineId, quantity });
const words = messages.en.purchase.cart;

/** A store whose requests are answered by hand. */
function world(begin: CartView | null) {
  const sent: { batch: Batch; version: number | undefined; answer: (answer: CartAnswer) => void; fail: () => void }[] =
    [];
  const told: (CartView | null)[] = [];
  let arrived = () => {};
  const store = createCartStore({
    cart: begin,
    words,
    locale: "en",
    send: (batch, confirmed) =>
      new Promise((resolve, reject) => {
        sent.push({ batch, version: confirmed?.version, answer: resolve, fail: () => reject(new Error("lost")) });
        arrived();
      }),
    read: async () => ({ kind: "changed", cart: begin }),
    tell: (newer) => told.push(newer),
    pause: async () => {},
  });
  return {
    ...{ store, sent, told, state: store.getState },
    /** The request of this number, once it was sent. */
    async request(number: number) {
      while (!sent[number]) {
        await new Promise<void>((resolve) => {
          arrived = resolve;
        });
      }
      return sent[number];
    },
    settled: () =>
      new Promise<void>((resolve) => {
        const isIdle = () => store.getState().inFlight.length + store.getState().waiting.length === 0;
        if (isIdle()) return resolve();
        const stop = store.subscribe(() => {
          if (!isIdle()) return;
          stop();
          resolve();
        });
      }),
  };
}

describe("the cart in the browser", () => {
  it("shows a change at once, and sends quick clicks as one", async () => {
    const { state, request, sent, settled } = world(cart(1, [line("a", 1)]));
    state().act(set("a", 2));
    state().act(set("a", 3));
    expect(state().cart?.lines[0]?.quantity).toBe(3);
    const first = await request(0);
    expect([first.batch, first.version]).toEqual([[set("a", 3)], 1]);
    first.answer({ kind: "changed", cart: cart(2, [line("a", 3)]) });
    await settled();
    expect([sent.length, state().cart?.version, state().news]).toEqual([1, 2, "The cart has 3 items."]);
  });

  it("keeps what is done while a request is under way, and sends it after", async () => {
    const { state, request } = world(cart(1, [line("a", 1)]));
    state().act(set("a", 2));
    const first = await request(0);
    state().act(set("a", 5));
    first.answer({ kind: "changed", cart: cart(2, [line("a", 2)]) });
    const second = await request(1);
    expect(state().cart?.lines[0]?.quantity).toBe(5);
    expect([second.batch, second.version]).toEqual([[set("a", 5)], 2]);
  });

  it("takes the current cart after a conflict and does the change again", async () => {
    const { state, request, settled } = world(cart(1, [line("a", 1)]));
    state().act(set("a", 2));
    const current = cart(7, [line("a", 1), line("b", 4)]);
    (await request(0)).answer({ kind: "conflict", cart: current, message: words.conflict });
    const again = await request(1);
    expect([again.batch, again.version]).toEqual([[set("a", 2)], 7]);
    again.answer({ kind: "changed", cart: cart(8, [line("a", 2), line("b", 4)]) });
    await settled();
    expect([state().cart?.lines.length, state().problems]).toEqual([2, {}]);
  });

  it("tells when the line was taken out meanwhile", async () => {
    const { state, request, settled } = world(cart(1, [line("a", 1), line("b", 1)]));
    state().act(set("a", 2));
    (await request(0)).answer({ kind: "conflict", cart: cart(2, [line("b", 1)]), message: words.conflict });
    await settled();
    expect([state().cart?.lines.map(({ id }) => id), state().problems.cart]).toEqual([["b"], words.conflict]);
  });

  it("gives up when somebody else is always faster, and says so", async () => {
    const { state, request, sent, settled } = world(cart(1, [line("a", 1)]));
    state().act(set("a", 2));
    for (let number = 0; number < 4; number++) {
      const current = cart(number + 2, [line("a", 9)]);
      (await request(number)).answer({ kind: "conflict", cart: current, message: words.conflict });
    }
    await settled();
    expect([sent.length, state().problems.cart, state().cart?.lines[0]?.quantity]).toEqual([4, words.conflict, 9]);
  });

  it("takes a cart of another window when it is newer, and none that was overtaken", () => {
    const { state } = world(cart(3, [line("a", 1)]));
    state().take(cart(5, [line("a", 4)]));
    state().take(cart(4, [line("a", 2)]));
    expect([state().cart?.version, state().cart?.lines[0]?.quantity]).toEqual([5, 4]);
    state().take(cart(1, [], { key: "another" }));
    expect(state().cart?.key).toBe("another");
  });

  it("tells other windows of what it learnt from the server, not of what they told it", async () => {
    const { state, request, told, settled } = world(cart(1, [line("a", 1)]));
    state().take(cart(2, [line("a", 2)]));
    state().act(set("a", 3));
    (await request(0)).answer({ kind: "changed", cart: cart(3, [line("a", 3)]) });
    await settled();
    expect(told.map((one) => one?.version)).toEqual([3]);
  });

  it("goes back to what the server has when an answer is lost", async () => {
    const { state, request, settled } = world(cart(1, [line("a", 1)]));
    state().act(set("a", 2));
    (await request(0)).fail();
    await settled();
    expect([state().cart?.lines[0]?.quantity, state().problems.cart]).toEqual([1, words.unavailable]);
  });

  it("opens when something was added, and shows a refused code at the code", async () => {
    const { state, request, settled } = world(null);
    state().act({ kind: "add", variantId: "v", quantity: 1 });
    (await request(0)).answer({ kind: "changed", cart: cart(1, [line("a", 1)]) });
    await settled();
    expect(state().isOpen).toBe(true);
    state().act({ kind: "apply-code", code: "NOPE" });
    (await request(1)).answer({ kind: "refused", about: "code", message: words.codeUnknown });
    await settled();
    expect(state().problems).toEqual({ code: words.codeUnknown });
  });
});
