import { createStore, type StoreApi } from "zustand/vanilla";
import { fill, fillCounted } from "../locale/fill.ts";
import type { Locale } from "../locale/locales.ts";
import type { CartAnswer } from "./cartAnswer.ts";
import { type CartView, piecesIn } from "./cartView.ts";
import type { CartWords } from "./cartWords.ts";
import { afterConflict, type Batch, type CartOperation, cartWith, nextBatch, withOperation } from "./pending.ts";

/** The cart in the browser: what the server said last, with what the shopper has done since on top. */
export interface CartState {
  /** As the shopper sees it. */
  readonly cart: CartView | null;
  /** As the server said last. */
  readonly confirmed: CartView | null;
  readonly inFlight: readonly CartOperation[];
  readonly waiting: readonly CartOperation[];
  readonly isOpen: boolean;
  /** The latest that should be read out. */
  readonly news: string;
  /** What did not work, where it is shown. */
  readonly problems: Readonly<Partial<Record<"cart" | "code" | "variant", string>>>;
  /** Does something: seen at once, sent in a moment. */
  readonly act: (operation: CartOperation) => void;
  /** Takes a cart that came with a page or from another window, unless a newer one is known. */
  readonly take: (cart: CartView | null) => void;
  /** Asks the server anew. */
  readonly refresh: () => Promise<void>;
  readonly open: () => void;
  readonly close: () => void;
}

export interface CartStoreOptions {
  readonly cart: CartView | null;
  readonly words: CartWords;
  readonly locale: Locale;
  readonly send: (batch: Batch, confirmed: CartView | null) => Promise<CartAnswer>;
  readonly read: () => Promise<CartAnswer>;
  /** Tells other windows of a newer cart. */
  readonly tell: (cart: CartView | null) => void;
  /** Lets clicks on quantities that follow each other become one request. */
  readonly pause: () => Promise<void>;
}

/** How often an operation is sent again because somebody else was faster. */
const mostConflicts = 3;

/**
 * Makes the store. One request is under way at a time; what is done meanwhile waits. Answers count by the cart's version,
 * so one that was overtaken changes nothing.
 */
export function createCartStore(options: CartStoreOptions): StoreApi<CartState> {
  const { words, locale } = options;
  const store = createStore<CartState>()((set) => ({
    cart: options.cart,
    confirmed: options.cart,
    inFlight: [],
    waiting: [],
    isOpen: false,
    news: "",
    problems: {},
    act(operation) {
      set(({ waiting }) => ({ waiting: withOperation(waiting, operation), problems: {} }));
      show();
      void work();
    },
    take: (cart) => accept(cart),
    async refresh() {
      // What is under way brings the cart along.
      if (isWorking) return;
      const answer = await options.read().catch(() => undefined);
      if (answer?.kind === "changed") accept(answer.cart, true);
    },
    open: () => set({ isOpen: true }),
    close: () => set({ isOpen: false }),
  }));
  const { setState: set, getState: get } = store;
  let isWorking = false;

  function show(): void {
    set(({ confirmed, inFlight, waiting }) => ({ cart: cartWith(confirmed, [...inFlight, ...waiting]) }));
  }

  function accept(cart: CartView | null, isToTell = false): void {
    if (!isNewer(cart, get().confirmed)) return;
    const isOther = cart?.key !== get().confirmed?.key || cart?.version !== get().confirmed?.version;
    set({ confirmed: cart });
    show();
    if (isToTell && isOther) options.tell(cart);
  }

  async function work(): Promise<void> {
    if (isWorking) return;
    isWorking = true;
    let conflicts = 0;
    while (get().waiting.length > 0) {
      if (get().waiting[0]!.kind === "set") await options.pause();
      const next = nextBatch(get().waiting);
      if (!next) break;
      const { batch, rest } = next;
      set({ inFlight: batch, waiting: rest });
      const answer: CartAnswer = await options
        .send(batch, get().confirmed)
        .catch(() => ({ kind: "unavailable", message: words.unavailable }));
      set({ inFlight: [] });
      conflicts = answer.kind === "conflict" ? conflicts + 1 : 0;
      settle(batch, answer, conflicts);
      show();
    }
    isWorking = false;
    // What happened to it is not known, so the server is asked.
    if (get().problems.cart) await get().refresh();
  }

  function settle(batch: Batch, answer: CartAnswer, conflicts: number): void {
    switch (answer.kind) {
      case "changed":
        accept(answer.cart, true);
        set({ news: newsOf(batch, answer.cart), ...(batch[0].kind === "add" && { isOpen: true }) });
        return;
      case "conflict": {
        accept(answer.cart, true);
        const { again, lost } = afterConflict(batch, answer.cart);
        const isGivenUp = lost.length > 0 || conflicts > mostConflicts;
        const told = isGivenUp ? { problems: { cart: answer.message }, news: answer.message } : {};
        // What the shopper did since then counts more than what is sent again.
        const waiting = conflicts > mostConflicts ? get().waiting : get().waiting.reduce(withOperation, again);
        set({ waiting, ...told });
        return;
      }
      case "refused":
        set({ problems: { [answer.about]: answer.message }, news: answer.message });
        return;
      case "unavailable":
        set({ waiting: [], problems: { cart: answer.message }, news: answer.message });
    }
  }

  function newsOf(batch: Batch, cart: CartView | null): string {
    const pieces = fillCounted(words.pieces, piecesIn(cart), locale);
    return fill(words.done[batch[0].kind], { pieces });
  }

  return store;
}

/** Whether a cart replaces the one that is known: another cart does, and this one as it is or later. */
function isNewer(cart: CartView | null, known: CartView | null): boolean {
  return cart === null || known === null || cart.key !== known.key || cart.version >= known.version;
}
