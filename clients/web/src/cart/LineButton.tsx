import type { ReactNode } from "react";

/** A quiet button of a cart's form. `label`: what it does and to what, for who does not see where it stands. */
export function LineButton({
  does,
  label,
  children,
}: {
  readonly does: "save" | "remove" | "move" | "remove-code" | "acknowledge" | "set";
  readonly label?: string;
  readonly children: ReactNode;
}) {
  return (
    <button
      type="submit"
      name="do"
      value={does}
      aria-label={label}
      className="min-h-11 text-sm text-muted underline underline-offset-4 hover:text-ink"
    >
      {children}
    </button>
  );
}
