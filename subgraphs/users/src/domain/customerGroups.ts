/** Codes of groups go into every access token of a member, so there are few of them and they are short. */
export const maximumGroups = 10;
const form = /^[a-z0-9][a-z0-9-]{0,31}$/;

/** The codes in lower case, each once, in alphabetical order; null where one is not of the form or there are too many. */
export function customerGroupsOf(given: readonly string[]): readonly string[] | null {
  const codes = [...new Set(given.map((code) => code.trim().toLowerCase()))].sort();
  return codes.length <= maximumGroups && codes.every((code) => form.test(code)) ? codes : null;
}
