/** What a shopper can choose: the device's own way is what they have without choosing. */
export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

/** The theme that a cookie or a form names; the device's for anything else. */
export function themeOf(named: unknown): Theme {
  return themes.find((theme) => theme === named) ?? "system";
}
