import { readDescription, readLine } from "./fields.ts";
import { InvalidInput } from "./issue.ts";
import { limits } from "./limits.ts";
import { translated } from "./locale.ts";
import { type Product, type VariantOfProduct, variantTitle } from "./product.ts";

/** What an option of a product is called in another language. Lists, not keyed by what shops call things. */
export interface OptionTranslation {
  readonly name: string;
  readonly translation: string | null;
  readonly values: readonly { readonly value: string; readonly translation: string }[];
}

/** A product's texts in another language; what is null is read in the next one that has it. */
export interface ProductTranslation {
  readonly title: string | null;
  /** Sanitised HTML. */
  readonly description: string | null;
  readonly options: readonly OptionTranslation[];
}

export type ProductTranslations = Readonly<Record<string, ProductTranslation>>;

/** What a draft leaves out stays; null takes it away. */
export interface ProductTranslationDraft {
  readonly title?: string | null;
  readonly description?: string | null;
  readonly options?: readonly {
    readonly name: string;
    readonly translation?: string | null;
    readonly values?: readonly { readonly value: string; readonly translation: string }[] | null;
  }[];
}

const nothing: ProductTranslation = { title: null, description: null, options: [] };

/**
 * A product's translations with those of one language changed; a language that says nothing any more is left out. Throws
 * InvalidInput for texts that are too long, for options that the product does not have, and for one language too many.
 */
export function translateProduct(
  { options, translations }: Pick<Product, "options" | "translations">,
  locale: string,
  draft: ProductTranslationDraft,
): ProductTranslations {
  const before = translations[locale] ?? nothing;
  const after: ProductTranslation = {
    title: changed(before.title, draft.title, (text) => readLine(text, "The title", limits.title, ["title"])),
    description: changed(before.description, draft.description, (text) => readDescription(text, ["description"])),
    options: draft.options ? readOptionTranslations(draft.options, options) : before.options,
  };
  const { [locale]: _before, ...others } = translations;
  const isEmpty = after.title === null && after.description === null && after.options.length === 0;
  return isEmpty ? others : withLocale(others, locale, after);
}

/** The translations with one more. Throws InvalidInput when there are as many as are kept. */
export function withLocale<Translation>(
  others: Readonly<Record<string, Translation>>,
  locale: string,
  translation: Translation,
): Readonly<Record<string, Translation>> {
  if (Object.keys(others).length >= limits.locales) {
    throw new InvalidInput(`There are at most ${limits.locales} translations`, ["locale"]);
  }
  return { ...others, [locale]: translation };
}

function changed(before: string | null, given: string | null | undefined, read: (text: string) => string) {
  if (given === undefined) return before;
  return given === null ? null : read(given);
}

function readOptionTranslations(
  drafts: NonNullable<ProductTranslationDraft["options"]>,
  options: Product["options"],
): OptionTranslation[] {
  return drafts.map((draft, index) => {
    const path = ["options", index];
    const option = options.find(({ name }) => name === draft.name);
    if (!option) throw new InvalidInput(`The product has no option ${draft.name}`, [...path, "name"]);
    const { translation = null, values } = draft;
    return {
      name: option.name,
      translation:
        translation === null
          ? null
          : readLine(translation, "An option's name", limits.optionName, [...path, "translation"]),
      values: (values ?? []).map((value, place) => {
        const at = [...path, "values", place];
        if (!option.values.includes(value.value)) {
          throw new InvalidInput(`The option ${option.name} has no value ${value.value}`, [...at, "value"]);
        }
        const text = readLine(value.translation, "An option's value", limits.optionValue, [...at, "translation"]);
        return { value: value.value, translation: text };
      }),
    };
  });
}

type Locale = string | null | undefined;

export function titleIn({ title, translations }: Product, locale: Locale): string {
  return translated(translations, locale, (translation) => translation.title, title);
}

export function descriptionIn({ description, translations }: Product, locale: Locale): string {
  return translated(translations, locale, (translation) => translation.description, description);
}

export function optionNameIn({ translations }: Product, option: string, locale: Locale): string {
  return translated(translations, locale, ({ options }) => of(options, option)?.translation, option);
}

export function optionValueIn({ translations }: Product, option: string, value: string, locale: Locale): string {
  return translated(
    translations,
    locale,
    ({ options }) => of(options, option)?.values.find((one) => one.value === value)?.translation,
    value,
  );
}

function of(options: readonly OptionTranslation[], name: string): OptionTranslation | undefined {
  return options.find((option) => option.name === name);
}

/** As `variantTitle`, in another language. */
export function variantTitleIn({ product, variant }: VariantOfProduct, locale: Locale): string {
  if (!locale) return variantTitle({ product, variant });
  const values = variant.options.map(({ name, value }) => optionValueIn(product, name, value, locale));
  return values.join(" / ") || titleIn(product, locale);
}
