"use client";

import { Button } from "../design/Button.tsx";

/** Prints the page. */
export function PrintButton({ children }: { readonly children: string }) {
  return (
    <Button look="secondary" className="noscript:hidden print:hidden" onClick={() => window.print()}>
      {children}
    </Button>
  );
}
