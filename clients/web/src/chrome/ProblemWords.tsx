"use client";

import { createContext, type ReactNode, use } from "react";
import type { Messages } from "../locale/messages/index.ts";

type Words = Messages["chrome"]["problem"];
const Context = createContext<Words | undefined>(undefined);

/** Hands the words of problems to the page that shows one: that page is the browser's alone and can ask for none. */
export function ProblemWords({ words, children }: { readonly words: Words; readonly children: ReactNode }) {
  return <Context value={words}>{children}</Context>;
}

export function useProblemWords(): Words | undefined {
  return use(Context);
}
