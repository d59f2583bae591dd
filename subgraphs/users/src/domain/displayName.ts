import { parseLine } from "@angidi/contact";

const longestDisplayName = 100;

/** A display name, trimmed: 1 to 100 characters of any script, no control characters. Null when it is none. */
export function parseDisplayName(text: string): string | null {
  return parseLine(text, longestDisplayName);
}
