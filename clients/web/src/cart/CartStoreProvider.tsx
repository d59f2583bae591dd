"use client";

import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from "react";
import { useStore } from "zustand";
import type { Locale } from "../locale/locales.ts";
import { addToCart, changeCart, refreshCart } from "./cartActions.ts";
import { type CartState, createCartStore } from "./cartStore.ts";
import type { CartView } from "./cartView.ts";
import type { CartWords } from "./cartWords.ts";
import { formOf } from "./operationForm.ts";
import type { Batch } from "./pending.ts";

interface Cart {
  readonly store: ReturnType<typeof createCartStore>;
  readonly words: CartWords;
  readonly locale: Locale;
}

const Context = createContext<Cart | undefined>(undefined);

/** How long clicks on a quantity are gathered, in milliseconds: shorter than anybody waits. */
const gathering = 250;
/** How old what is shown may be when somebody comes back to the page, in milliseconds. */
const freshness = 10_000;

/** Makes the page's one store, and keeps it in step with the server and with other windows. */
export function CartStoreProvider({
  cart,
  words,
  locale,
  children,
}: {
  readonly cart: CartView | null;
  readonly words: CartWords;
  readonly locale: Locale;
  readonly children: ReactNode;
}) {
  const channel = useRef<BroadcastChannel>(undefined);
  const [store] = useState(() =>
    createCartStore({
      cart,
      words,
      locale,
      send,
      read: refreshCart,
      tell: (newer) => channel.current?.postMessage(newer),
      pause: () => new Promise((resolve) => setTimeout(resolve, gathering)),
    }),
  );

  useEffect(() => store.getState().take(cart), [store, cart]);

  useEffect(() => {
    const opened = new BroadcastChannel("angidi-cart");
    channel.current = opened;
    opened.onmessage = ({ data }: MessageEvent<CartView | null>) => store.getState().take(data);
    return () => opened.close();
  }, [store]);

  useEffect(() => {
    let looked = Date.now();
    const look = ({ type }: Event) => {
      const isBack = type === "pageshow" || document.visibilityState === "visible";
      if (!isBack || Date.now() - looked < freshness) return;
      looked = Date.now();
      void store.getState().refresh();
    };
    document.addEventListener("visibilitychange", look);
    window.addEventListener("pageshow", look);
    return () => {
      document.removeEventListener("visibilitychange", look);
      window.removeEventListener("pageshow", look);
    };
  }, [store]);

  const news = useStore(store, (state) => state.news);
  return (
    <Context value={{ store, words, locale }}>
      {children}
      <p role="status" className="sr-only">
        {news}
      </p>
    </Context>
  );
}

/** The cart's words, and the language they are in. */
export function useCartWords(): Pick<Cart, "words" | "locale"> {
  return useCartContext();
}

/** A part of the cart's state; whoever uses it renders again when that part changes. */
export function useCart<Part>(select: (state: CartState) => Part): Part {
  return useStore(useCartContext().store, select);
}

function useCartContext(): Cart {
  const cart = useContext(Context);
  if (!cart) throw new Error("There is no CartProvider around this");
  return cart;
}

function send(batch: Batch, confirmed: CartView | null) {
  const form = formOf(batch);
  if (confirmed?.id) form.set("cartId", confirmed.id);
  if (confirmed) form.set("version", String(confirmed.version));
  return batch[0].kind === "add" ? addToCart(null, form) : changeCart(null, form);
}
