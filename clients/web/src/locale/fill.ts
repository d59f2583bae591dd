import type { Locale } from "./locales.ts";

/** Forms of a text by number, each with `{count}` where the number stands. */
export interface CountedText {
  readonly one: string;
  readonly other: string;
}

/**
 * A text with its places, such as `{title}`, filled in. Words that go to the browser are texts with places, since a
 * function cannot be sent there.
 */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replaceAll(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}

/** The form of a text for a number, filled in. */
export function fillCounted(forms: CountedText, count: number, locale: Locale): string {
  const form = new Intl.PluralRules(locale).select(count) === "one" ? forms.one : forms.other;
  return fill(form, { count: new Intl.NumberFormat(locale).format(count) });
}
