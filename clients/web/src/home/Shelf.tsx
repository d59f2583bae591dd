import Link from "next/link";
import type { HomeShelvesQuery } from "../graph/generated/operations.ts";
import { ProductGrid } from "../listing/ProductGrid.tsx";
import type { Locale } from "../locale/locales.ts";
import type { Messages } from "../locale/messages/index.ts";

/** A row of products under a heading, with the way to all of the kind. `edges`: null when they cannot be had. */
export function Shelf({
  id,
  title,
  all,
  href,
  edges,
  words,
  locale,
}: {
  readonly id: string;
  readonly title: string;
  readonly all: string;
  readonly href: string;
  readonly edges: HomeShelvesQuery["newest"]["edges"] | null;
  readonly words: Messages["browse"];
  readonly locale: Locale;
}) {
  return (
    <section aria-labelledby={id}>
      <div className="mb-6 flex flex-wrap items-baseline justify-between gap-x-6">
        <h2 id={id} className="text-3xl">
          {title}
        </h2>
        <Link href={href} prefetch={false} className="inline-flex min-h-11 items-center underline underline-offset-4">
          {all}
        </Link>
      </div>
      {edges ? (
        <ProductGrid edges={edges} words={words} locale={locale} shape="row" />
      ) : (
        <p className="text-muted">{words.home.unavailable}</p>
      )}
    </section>
  );
}
