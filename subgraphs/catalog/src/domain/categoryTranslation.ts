import type { Category, CategoryTranslation, DefinitionInCategory } from "./category.ts";
import { readLine } from "./fields.ts";
import { InvalidInput } from "./issue.ts";
import { limits } from "./limits.ts";
import { translated } from "./locale.ts";
import { withLocale } from "./translation.ts";

/** What a draft leaves out stays; null takes it away. */
export interface CategoryTranslationDraft {
  readonly name?: string | null;
  /** Of attributes that the category defines itself: all of them. */
  readonly attributes?: readonly {
    readonly code: string;
    readonly name?: string | null;
    readonly choices?: readonly { readonly value: string; readonly label: string }[] | null;
  }[];
}

/**
 * A category's translations with those of one language changed; a language that says nothing any more is left out.
 * Throws InvalidInput for texts that are too long, and for attributes and choices that the category does not define.
 */
export function translateCategory(
  { attributes, translations }: Pick<Category, "attributes" | "translations">,
  locale: string,
  draft: CategoryTranslationDraft,
): Category["translations"] {
  const { [locale]: before = { name: null, attributes: [] }, ...others } = translations;
  const after: CategoryTranslation = {
    name: draft.name === undefined ? before.name : readName(draft.name, ["name"]),
    attributes: draft.attributes ? readAttributes(draft.attributes, attributes) : before.attributes,
  };
  return after.name === null && after.attributes.length === 0 ? others : withLocale(others, locale, after);
}

function readName(name: string | null | undefined, path: readonly (string | number)[]): string | null {
  return name === null || name === undefined ? null : readLine(name, "The name", limits.name, path);
}

function readAttributes(
  drafts: NonNullable<CategoryTranslationDraft["attributes"]>,
  definitions: Category["attributes"],
): CategoryTranslation["attributes"] {
  return drafts.map(({ code, name, choices }, index) => {
    const path = ["attributes", index];
    const definition = definitions.find((one) => one.code === code);
    if (!definition) throw new InvalidInput(`The category does not define ${code} itself`, [...path, "code"]);
    return {
      code,
      name: readName(name, [...path, "name"]),
      choices: (choices ?? []).map(({ value, label }, place) => {
        const at = [...path, "choices", place];
        if (!definition.choices.some((choice) => choice.value === value)) {
          throw new InvalidInput(`${definition.name} has no choice ${value}`, [...at, "value"]);
        }
        return { value, label: readLine(label, "A choice's label", limits.name, [...at, "label"]) };
      }),
    };
  });
}

type Locale = string | null | undefined;

export function categoryNameIn({ name, translations }: Category, locale: Locale): string {
  return translated(translations, locale, (translation) => translation.name, name);
}

export function attributeNameIn({ code, name, category }: DefinitionInCategory, locale: Locale): string {
  return translated(category.translations, locale, ({ attributes }) => of(attributes, code)?.name, name);
}

export function choiceLabelIn(definition: DefinitionInCategory, value: string, locale: Locale): string {
  const { code, choices, category } = definition;
  return translated(
    category.translations,
    locale,
    ({ attributes }) => of(attributes, code)?.choices.find((choice) => choice.value === value)?.label,
    choices.find((choice) => choice.value === value)?.label ?? value,
  );
}

function of(attributes: CategoryTranslation["attributes"], code: string) {
  return attributes.find((attribute) => attribute.code === code);
}
