import type { ReactNode } from "react";

const looks = {
  information: "bg-accent-soft text-ink",
  warning: "bg-warning-soft text-warning",
  danger: "bg-danger-soft text-danger",
} as const;

/**
 * Tells something that stands out. `isNews`: it came after the page was there, so it is read out: at once what is
 * dangerous, the rest when there is a pause.
 */
export function Notice({
  look = "information",
  isNews = false,
  children,
}: {
  readonly look?: keyof typeof looks;
  readonly isNews?: boolean;
  readonly children: ReactNode;
}) {
  const role = isNews ? (look === "danger" ? "alert" : "status") : undefined;
  return (
    <div role={role} className={`rounded-lg px-4 py-3 ${looks[look]}`}>
      {children}
    </div>
  );
}
