import type { ListingQuery } from "../graph/generated/operations.ts";
import type { Locale } from "../locale/locales.ts";
import type { Messages } from "../locale/messages/index.ts";
import { ProductTile } from "./ProductTile.tsx";

type Edge = Pick<ListingQuery["searchProducts"]["edges"][number], "node"> &
  Partial<ListingQuery["searchProducts"]["edges"][number]>;

const columns = {
  list: "grid grid-cols-2 gap-x-4 gap-y-8 sm:grid-cols-3 xl:grid-cols-4",
  row: "grid grid-cols-2 gap-x-4 gap-y-8 sm:grid-cols-4",
} as const;

/** Products side by side. What the catalogue has just lost is left out. `isFirst`: the grid is what is seen first. */
export function ProductGrid({
  edges,
  words,
  locale,
  shape = "list",
  isFirst = false,
}: {
  readonly edges: readonly Edge[];
  readonly words: Messages["browse"];
  readonly locale: Locale;
  readonly shape?: keyof typeof columns;
  readonly isFirst?: boolean;
}) {
  const shown = edges.flatMap(({ node, highlights }) => (node ? [{ node, highlights: highlights ?? [] }] : []));
  return (
    <ul className={columns[shape]}>
      {shown.map(({ node, highlights }, index) => (
        <li key={node.id}>
          <ProductTile
            product={node}
            highlights={highlights}
            words={words}
            locale={locale}
            isForemost={isFirst && index < 2}
          />
        </li>
      ))}
    </ul>
  );
}
