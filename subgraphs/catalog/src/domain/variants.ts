import type { Money } from "@angidi/money";
import { readLine, readPrice } from "./fields.ts";
import { InvalidInput } from "./issue.ts";
import { limits } from "./limits.ts";
import type { ProductOption, SelectedOption, Variant } from "./product.ts";

export interface VariantDraft {
  /** The variant that it is to be; none: the one with its SKU, or a new one. */
  readonly id?: string | null;
  readonly sku: string;
  readonly options?: readonly SelectedOption[] | null;
  readonly price: Money;
  readonly compareAtPrice?: Money | null;
}

/** A draft that has been read: clean, within limits, its options those of the product in their order. */
export interface ReadVariant {
  readonly id: string | null;
  readonly sku: string;
  readonly options: readonly SelectedOption[];
  readonly price: Money;
  readonly compareAtPrice: Money | null;
}

/**
 * Reads all variants of a product. Throws InvalidInput at the first that has not one value of each option, or has the
 * SKU or the combination of another.
 */
export function readVariants(
  drafts: readonly VariantDraft[],
  options: readonly ProductOption[],
  currency: string,
): ReadVariant[] {
  if (drafts.length === 0) throw new InvalidInput("A product has at least one variant", ["variants"]);
  if (drafts.length > limits.variants) {
    throw new InvalidInput(`A product has at most ${limits.variants} variants`, ["variants"]);
  }
  const valuesOf = new Map(options.map(({ name, values }) => [name, new Set(values)]));
  const skus = new Set<string>();
  const combinations = new Set<string>();
  return drafts.map((draft, index) => {
    const path = ["variants", index];
    const sku = readLine(draft.sku, "A SKU", limits.sku, [...path, "sku"]);
    if (skus.has(sku)) throw new InvalidInput(`Two variants have the SKU ${sku}`, [...path, "sku"]);
    skus.add(sku);

    const selected = readSelected(draft.options ?? [], options, valuesOf, [...path, "options"]);
    const combination = JSON.stringify(selected.map(({ value }) => value));
    if (combinations.has(combination)) {
      throw new InvalidInput("Two variants have the same options", [...path, "options"]);
    }
    combinations.add(combination);

    const price = readPrice(draft.price, currency, [...path, "price"]);
    const before = draft.compareAtPrice;
    const compareAtPrice = before ? readPrice(before, currency, [...path, "compareAtPrice"]) : null;
    return { id: draft.id ?? null, sku, options: selected, price, compareAtPrice };
  });
}

function readSelected(
  given: readonly SelectedOption[],
  options: readonly ProductOption[],
  valuesOf: ReadonlyMap<string, ReadonlySet<string>>,
  path: readonly (string | number)[],
): SelectedOption[] {
  const values = new Map<string, string>();
  for (const [index, option] of given.entries()) {
    const name = readLine(option.name, "An option's name", limits.optionName, [...path, index, "name"]);
    const value = readLine(option.value, "An option's value", limits.optionValue, [...path, index, "value"]);
    const known = valuesOf.get(name);
    if (!known) throw new InvalidInput(`The product has no option ${name}`, [...path, index, "name"]);
    if (!known.has(value))
      throw new InvalidInput(`The option ${name} has no value ${value}`, [...path, index, "value"]);
    if (values.has(name)) throw new InvalidInput(`The option ${name} is given twice`, [...path, index, "name"]);
    values.set(name, value);
  }
  return options.map(({ name }) => {
    const value = values.get(name);
    if (value === undefined) throw new InvalidInput(`The variant needs a value of the option ${name}`, path);
    return { name, value };
  });
}

/**
 * The variants of a product after a change. A variant is known by its id or else by its SKU, and keeps its id; one
 * that is left out is retired, and one that comes back is sold again. Throws InvalidInput for an id of another product
 * and for another SKU of a known variant: stock, carts and orders go by it.
 */
export function mergeVariants(
  before: readonly Variant[],
  wanted: readonly ReadVariant[],
  newId: () => string,
): Variant[] {
  const byId = new Map(before.map((variant) => [variant.id, variant]));
  const bySku = new Map(before.map((variant) => [variant.sku, variant]));
  const kept = new Set<string>();

  const live = wanted.map(({ id, ...variant }, index): Variant => {
    const known = id === null ? bySku.get(variant.sku) : byId.get(id);
    if (id !== null && !known) {
      throw new InvalidInput("The product has no variant of this id", ["variants", index, "id"]);
    }
    if (known && known.sku !== variant.sku) {
      throw new InvalidInput(`A SKU never changes, and this variant's is ${known.sku}`, ["variants", index, "sku"]);
    }
    if (known && kept.has(known.id)) {
      throw new InvalidInput("A variant is given twice", ["variants", index, "id"]);
    }
    if (known) kept.add(known.id);
    return { ...variant, id: known?.id ?? newId(), prices: known?.prices ?? [], retired: false };
  });
  const left = before.filter(({ id }) => !kept.has(id)).map((variant) => ({ ...variant, retired: true }));
  return [...live, ...left];
}
