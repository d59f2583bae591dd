import { InvalidInput } from "./issue.ts";

/** A language tag of BCP 47 in its one spelling, such as de-AT; null for what is none. */
export function localeFrom(text: string): string | null {
  try {
    return Intl.getCanonicalLocales(text)[0] ?? null;
  } catch {
    return null;
  }
}

/** A language tag that somebody writes in. Throws InvalidInput for what is none. */
export function readLocale(text: string, path: readonly string[]): string {
  const locale = localeFrom(text);
  if (locale === null) throw new InvalidInput("A locale is a language tag of BCP 47, such as de or de-AT", path);
  return locale;
}

/** Where a text is looked for, the nearest first: for de-Latn-AT that, de-Latn and de. Nothing for what is no locale. */
export function fallbacksOf(text: string | null | undefined): readonly string[] {
  const locale = text ? localeFrom(text) : null;
  if (locale === null) return [];
  const parts = locale.split("-");
  return parts.map((_, dropped) => parts.slice(0, parts.length - dropped).join("-"));
}

/** The nearest translation that says something of what is asked for; `original` when none does. */
export function translated<Translation, Text>(
  translations: Readonly<Record<string, Translation>>,
  locale: string | null | undefined,
  textOf: (translation: Translation) => Text | null | undefined,
  original: Text,
): Text {
  for (const fallback of fallbacksOf(locale)) {
    const translation = Object.hasOwn(translations, fallback) ? translations[fallback] : undefined;
    const text = translation === undefined ? undefined : textOf(translation);
    if (text !== null && text !== undefined) return text;
  }
  return original;
}

/** All translations in the order of their locales, each with its own. */
export function byLocale<Translation extends object>(
  translations: Readonly<Record<string, Translation>>,
): (Translation & { readonly locale: string })[] {
  return Object.keys(translations)
    .sort()
    .map((locale) => ({ ...translations[locale]!, locale }));
}
