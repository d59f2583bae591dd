import Link from "next/link";
import { ChevronIcon } from "./icons.tsx";

/** A step of the way to a page; the last one is the page itself and has no link. */
export interface Crumb {
  readonly name: string;
  readonly href?: string;
}

/** The way from the start page to this one. */
export function Breadcrumbs({ crumbs, label }: { readonly crumbs: readonly Crumb[]; readonly label: string }) {
  return (
    <nav aria-label={label} className="print:hidden">
      <ol className="flex flex-wrap items-center gap-x-1 text-sm text-muted">
        {crumbs.map(({ name, href }, index) => (
          <li key={href ?? name} className="flex items-center gap-1">
            {index > 0 && <ChevronIcon className="size-3.5" />}
            {href ? (
              <Link
                href={href}
                prefetch={false}
                className="inline-flex min-h-8 items-center underline-offset-4 hover:text-ink hover:underline"
              >
                {name}
              </Link>
            ) : (
              <span aria-current="page" className="text-ink">
                {name}
              </span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
