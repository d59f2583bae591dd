import { readLine } from "./fields.ts";
import { InvalidInput } from "./issue.ts";
import { limits } from "./limits.ts";
import type { ProductOption } from "./product.ts";
import { cleanLine, nameKey } from "./text.ts";
import type { VariantDraft } from "./variants.ts";

/** Reads a product's options. Throws InvalidInput for two of one name, one without values, or a value given twice. */
export function readOptions(drafts: readonly ProductOption[]): ProductOption[] {
  if (drafts.length > limits.options) {
    throw new InvalidInput(`A product has at most ${limits.options} options`, ["options"]);
  }
  const names = new Set<string>();
  return drafts.map((draft, index) => {
    const path = ["options", index];
    const name = readLine(draft.name, "An option's name", limits.optionName, [...path, "name"]);
    if (names.has(nameKey(name))) throw new InvalidInput(`There are two options ${name}`, [...path, "name"]);
    names.add(nameKey(name));

    if (draft.values.length === 0) throw new InvalidInput(`The option ${name} has no values`, [...path, "values"]);
    if (draft.values.length > limits.variants) {
      throw new InvalidInput(`An option has at most ${limits.variants} values`, [...path, "values"]);
    }
    const values = draft.values.map((value, place) =>
      readLine(value, "An option's value", limits.optionValue, [...path, "values", place]),
    );
    if (new Set(values).size < values.length) {
      throw new InvalidInput(`The option ${name} has a value twice`, [...path, "values"]);
    }
    return { name, values };
  });
}

/**
 * The options that variants speak of, when nothing else says them: names as the first variant has them, values as they
 * come up, those in `before` in their order and in front.
 */
export function optionsOf(variants: readonly VariantDraft[], before: readonly ProductOption[]): ProductOption[] {
  const names = (variants[0]?.options ?? []).map(({ name }) => cleanLine(name));
  return [...new Set(names)].map((name) => {
    const used = new Set(
      variants.flatMap((variant) =>
        (variant.options ?? [])
          .filter((option) => cleanLine(option.name) === name)
          .map(({ value }) => cleanLine(value)),
      ),
    );
    const known = before.find((option) => option.name === name)?.values.filter((value) => used.has(value)) ?? [];
    return { name, values: [...new Set([...known, ...used])] };
  });
}
