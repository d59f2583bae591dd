"use client";

import { ButtonLink } from "../design/Button.tsx";
import { useCartWords } from "./CartStoreProvider.tsx";

/** What is shown of a cart without lines. */
export function EmptyCart() {
  const { words } = useCartWords();
  return (
    <div className="py-12 text-center">
      <p className="font-display text-xl">{words.empty}</p>
      <p className="mt-2 text-muted">{words.emptyHint}</p>
      <ButtonLink href="/" look="secondary" className="mt-6">
        {words.browse}
      </ButtonLink>
    </div>
  );
}
