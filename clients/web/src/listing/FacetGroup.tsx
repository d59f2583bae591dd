import Link from "next/link";
import type { ReactNode } from "react";
import { CheckIcon, ChevronIcon } from "../design/icons.tsx";
import type { Messages } from "../locale/messages/index.ts";
import { addressOf, type Choices, toggle } from "./choices.ts";
import type { Facet, FacetValue } from "./facets.ts";

/** How many values are there at once; the others unfold. */
const shownAtOnce = 8;

/** A part of the filters that folds, without JavaScript. */
export function FilterSection({
  label,
  isOpen,
  children,
}: {
  readonly label: string;
  readonly isOpen: boolean;
  readonly children: ReactNode;
}) {
  return (
    <details open={isOpen} className="group/section border-t border-line py-2">
      <summary className="flex min-h-11 cursor-pointer list-none items-center justify-between font-medium [&::-webkit-details-marker]:hidden">
        {label}
        <ChevronIcon className="size-4 text-muted transition group-open/section:rotate-90" />
      </summary>
      <div className="pb-2">{children}</div>
    </details>
  );
}

/** The values of a facet; each a link that chooses it, or takes it back. */
export function FacetGroup({
  facet,
  choices,
  path,
  isOpen,
  words,
}: {
  readonly facet: Facet;
  readonly choices: Choices;
  readonly path: string;
  readonly isOpen: boolean;
  readonly words: Messages["browse"]["listing"];
}) {
  const { name, values } = facet;
  const label = name === "category" || name === "brand" ? words.facets[name] : facet.label;
  const items = (list: readonly FacetValue[]) =>
    list.map((value) => (
      <li key={value.value}>
        <FilterLink
          href={addressOf(path, toggle(choices, name, value.value))}
          isChosen={value.isChosen}
          count={value.count}
          label={value.label}
          words={words}
        />
      </li>
    ));
  const first = [...values.filter(({ isChosen }) => isChosen), ...values.filter(({ isChosen }) => !isChosen)];
  const rest = first.splice(shownAtOnce);
  return (
    <FilterSection label={label} isOpen={isOpen || values.some(({ isChosen }) => isChosen)}>
      <ul aria-label={label}>{items(first)}</ul>
      {rest.length > 0 && (
        <details>
          <summary className="inline-flex min-h-11 cursor-pointer items-center text-sm text-accent underline underline-offset-4">
            {words.more(rest.length)}
          </summary>
          <ul aria-label={label}>{items(rest)}</ul>
        </details>
      )}
    </FilterSection>
  );
}

/** Chooses something, or takes it back. Looks like a box to tick, and is a link. */
export function FilterLink({
  href,
  isChosen,
  label,
  count,
  words,
}: {
  readonly href: string;
  readonly isChosen: boolean;
  readonly label: string;
  readonly count: number | undefined;
  readonly words: Messages["browse"]["listing"];
}) {
  return (
    <Link
      href={href}
      rel="nofollow"
      prefetch={false}
      scroll={false}
      className="group/link flex min-h-11 items-center gap-3 py-1 lg:min-h-9"
    >
      <span
        aria-hidden="true"
        className={`grid size-5 shrink-0 place-items-center rounded-md border ${
          isChosen ? "border-accent bg-accent text-on-accent" : "border-control bg-surface"
        }`}
      >
        {isChosen && <CheckIcon className="size-4" />}
      </span>
      <span className="grow underline-offset-4 group-hover/link:underline">
        {label}
        {isChosen && <span className="sr-only">, {words.chosenValue}</span>}
      </span>
      {count !== undefined && <span className="text-sm tabular-nums text-muted">{count}</span>}
    </Link>
  );
}
