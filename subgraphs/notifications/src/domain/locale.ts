/** What messages are written in when nothing nearer is there. */
export const defaultLocale = "en";

/** A language tag in its usual spelling (de-AT), or null when it is none. */
export function readLocale(text: string): string | null {
  if (text.length > 35) return null;
  try {
    return Intl.getCanonicalLocales(text)[0] ?? null;
  } catch {
    return null;
  }
}

/** The locales in which to look for a template, nearest first: de-AT, de, en. */
export function localeChain(locale: string | null): string[] {
  const chain: string[] = [];
  for (let tag = locale ?? defaultLocale; tag !== ""; tag = tag.slice(0, Math.max(tag.lastIndexOf("-"), 0))) {
    chain.push(tag);
  }
  return chain.includes(defaultLocale) ? chain : [...chain, defaultLocale];
}
