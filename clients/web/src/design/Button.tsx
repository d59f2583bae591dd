import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";

const looks = {
  primary: "bg-accent text-on-accent hover:brightness-110",
  secondary: "border border-control bg-surface text-ink hover:bg-raised",
  danger: "border border-danger bg-surface text-danger hover:bg-danger-soft",
  plain: "text-accent underline underline-offset-4 hover:no-underline",
} as const;

const shape =
  "inline-flex min-h-11 items-center justify-center gap-2 rounded-full px-5 py-2 font-medium transition " +
  "disabled:cursor-not-allowed disabled:opacity-60 aria-disabled:cursor-not-allowed aria-disabled:opacity-60";

interface Look {
  /** How much it stands out; one primary a page. */
  readonly look?: keyof typeof looks;
  readonly children: ReactNode;
}

/** Does something. At least 44 pixels high, for thumbs. */
export function Button({ look = "primary", className = "", ...rest }: ComponentProps<"button"> & Look) {
  return <button type="button" {...rest} className={`${shape} ${looks[look]} ${className}`} />;
}

/** Goes somewhere, and looks like a button. */
export function ButtonLink({ look = "primary", className = "", ...rest }: ComponentProps<typeof Link> & Look) {
  return <Link {...rest} className={`${shape} ${looks[look]} ${className}`} />;
}
