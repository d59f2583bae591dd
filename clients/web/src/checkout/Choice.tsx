import type { ComponentProps, ReactNode } from "react";

/** One of several, as a card that is pressed anywhere. */
export function Choice({ children, ...input }: ComponentProps<"input"> & { readonly children: ReactNode }) {
  return (
    <label className="flex min-h-11 cursor-pointer items-start gap-3 rounded-xl border border-line px-4 py-3 has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent">
      <input type="radio" {...input} className="mt-1 size-4 shrink-0 accent-accent outline-none" />
      <span className="min-w-0 grow">{children}</span>
    </label>
  );
}
