/** A variant as far as choosing goes. */
interface Choosable {
  readonly options: readonly { readonly name: string; readonly value: string }[];
}

/**
 * The variant that an address chooses: the first that has every option's value given there; undefined for a combination that
 * does not exist. Options that are not given may be any.
 */
export function chooseVariant<Variant extends Choosable>(
  variants: readonly Variant[],
  parameters: Readonly<Record<string, string | readonly string[] | undefined>>,
): Variant | undefined {
  return variants.find(({ options }) =>
    options.every(({ name, value }) => parameters[name] === undefined || [parameters[name]].flat()[0] === value),
  );
}

/** The address of a product with one option's value changed, the others as they are. */
export function optionAddress(slug: string, chosen: ReadonlyMap<string, string>, name: string, value: string): string {
  return `/products/${slug}?${new URLSearchParams([...new Map([...chosen, [name, value]])])}`;
}
