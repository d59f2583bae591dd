import { ButtonLink } from "../design/Button.tsx";
import type { Messages } from "../locale/messages/index.ts";
import { chooseVariant, optionAddress } from "./chooseVariant.ts";
import type { ShownProduct, Stock } from "./loadProduct.ts";

/** An option's values, each a link to the variant that has it; what does not exist or is sold out says so. */
export function OptionLinks({
  product,
  chosen,
  stock,
  words,
}: {
  readonly product: Pick<ShownProduct, "slug" | "options" | "variants">;
  readonly chosen: ReadonlyMap<string, string>;
  /** Null while it is not known. */
  readonly stock: Stock;
  readonly words: Messages["browse"]["product"];
}) {
  return product.options.map(({ name, values }) => (
    <nav key={name} aria-label={name}>
      <p className="mb-2 font-medium">{name}</p>
      <ul className="flex flex-wrap gap-2">
        {values.map((value) => {
          const variant = chooseVariant(product.variants, Object.fromEntries([...chosen, [name, value]]));
          const remark = variant
            ? stock?.get(variant.id)?.status === "OUT_OF_STOCK" && words.optionSoldOut
            : words.optionMissing;
          return (
            <li key={value}>
              <ButtonLink
                look="secondary"
                href={optionAddress(product.slug, chosen, name, value)}
                scroll={false}
                prefetch={false}
                aria-current={chosen.get(name) === value ? "true" : undefined}
                className={`aria-[current]:border-accent aria-[current]:bg-accent-soft ${remark ? "border-dashed text-muted" : ""}`}
              >
                <span className={remark ? "line-through" : ""}>{value}</span>
                {remark && <span className="sr-only">, {remark}</span>}
              </ButtonLink>
            </li>
          );
        })}
      </ul>
    </nav>
  ));
}
