import { parseLine } from "@angidi/contact";
import { isIdempotencyKey } from "../domain/idempotencyKey.ts";

/** The input breaks a rule that its types cannot express; `path` leads to where, within `input`. */
export interface InvalidInput {
  readonly kind: "invalid-input";
  readonly message: string;
  readonly path: readonly string[];
}

export function invalidInput(path: readonly string[], message: string): InvalidInput {
  return { kind: "invalid-input", message, path };
}

/** What is wrong with an idempotency key, or null. */
export function checkKey(key: string): InvalidInput | null {
  if (isIdempotencyKey(key)) return null;
  return invalidInput(["idempotencyKey"], "idempotencyKey must have 1 to 255 printable characters");
}

const longestReason = 500;

/** A reason given in words, or what is wrong with it. Line breaks are for the reader, so they become spaces. */
export function readReason(reason: string): { readonly kind: "valid"; readonly reason: string } | InvalidInput {
  const line = parseLine(reason.replace(/\s+/g, " "), longestReason);
  if (line !== null) return { kind: "valid", reason: line };
  return invalidInput(["reason"], `reason must have 1 to ${longestReason} characters`);
}

const longestText = 2_000;

/** A text of several lines, or what is wrong with it. */
export function readText(
  field: string,
  text: string,
): { readonly kind: "valid"; readonly text: string } | InvalidInput {
  const lines = text.replace(/\r\n?/g, "\n").trim();
  if (parseLine(lines.replaceAll("\n", " "), longestText) !== null)
    return { kind: "valid", text: lines.normalize("NFC") };
  return invalidInput([field], `${field} must have 1 to ${longestText} characters`);
}

const longestLabel = 100;

/** A carrier's name or number, null when none is given, or what is wrong with it. */
export function readLabel(
  field: string,
  text: string | null | undefined,
): { readonly kind: "valid"; readonly label: string | null } | InvalidInput {
  if (text === null || text === undefined || text.trim() === "") return { kind: "valid", label: null };
  const label = parseLine(text, longestLabel);
  if (label !== null) return { kind: "valid", label };
  return invalidInput([field], `${field} must have 1 to ${longestLabel} characters`);
}
