/** A value that a shopper can choose. */
export interface KindValue {
  readonly value: string;
  /** What it costs more than the first: whole units of the currency. */
  readonly extra: number;
}

/** A kind of product, of which the demo store makes several. */
export interface Kind {
  readonly noun: string;
  readonly shape: string;
  /** Down the category tree. */
  readonly path: readonly string[];
  /** Whole units of the currency, from the cheapest to the dearest. */
  readonly price: readonly [number, number];
  readonly tags: readonly string[];
  readonly brands: readonly string[];
  readonly options: readonly { readonly name: string; readonly values: readonly KindValue[] }[];
  /** What it is made of, or what it can: each product says one of them. */
  readonly details: readonly string[];
  /** What is good about it: each product says two of them. */
  readonly features: readonly string[];
  /** Titles that stand for themselves; without them they are made of the department's lines and the noun. */
  readonly titles: readonly string[];
}

/**
 * Reads a table of kinds. A kind is four lines, and an empty one follows it:
 *
 *     noun | shape | way down the category tree | prices | tags
 *     brands | option: values; option: values        a value may end in what it costs more: 2 l+10
 *     details / details
 *     features / features
 *     = titles / titles                              a fifth line, where products have titles of their own
 */
export function readKinds(table: string): Kind[] {
  return table.trim().split(/\n\n+/).map(readKind);
}

function readKind(text: string): Kind {
  const [head = "", choice = "", details = "", features = "", titles = ""] = text.split("\n");
  const [noun = "", shape = "", path = "", price = "", tags = ""] = head.split(" | ");
  const [brands = "", options = ""] = choice.split(" | ");
  const [low = Number.NaN, high = Number.NaN] = price.split("-").map(Number);
  return {
    ...{ noun, shape, path: path.split(" > "), price: [low, high] },
    ...{ tags: tags.split(", "), brands: brands.split(", "), options: options.split("; ").map(readOption) },
    ...{ details: details.split(" / "), features: features.split(" / ") },
    titles: titles ? titles.replace(/^= /, "").split(" / ") : [],
  };
}

function readOption(text: string): Kind["options"][number] {
  const [name = "", values = ""] = text.split(": ");
  return {
    name,
    values: values.split(", ").map((written) => {
      const [, value = written, extra = "0"] = /^(.*)\+(\d+)$/.exec(written) ?? [];
      return { value, extra: Number(extra) };
    }),
  };
}
