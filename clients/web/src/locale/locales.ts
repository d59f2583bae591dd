/** The languages that the storefront speaks, as BCP 47 tags; the first is spoken to who asks for none of them. */
export const locales = ["en", "de"] as const;
export type Locale = (typeof locales)[number];

/** The language to speak: the chosen one, else the first of an accept-language header that is spoken, by its language alone. */
export function localeOf(chosen: string | undefined, acceptLanguage: string | null): Locale {
  const asked = (acceptLanguage ?? "")
    .split(",")
    .map((entry) => {
      const [tag = "", ...parameters] = entry.trim().split(";");
      const quality = parameters.map((parameter) => /^\s*q=([\d.]+)\s*$/.exec(parameter)?.[1]).find((value) => value);
      return { tag: tag.toLowerCase(), quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ quality }) => quality > 0)
    .sort((one, other) => other.quality - one.quality)
    .map(({ tag }) => tag);
  for (const tag of [chosen?.toLowerCase(), ...asked]) {
    const spoken = locales.find((locale) => tag === locale || tag?.startsWith(`${locale}-`));
    if (spoken) return spoken;
  }
  return locales[0];
}
