import { readLine } from "./fields.ts";
import { InvalidInput } from "./issue.ts";
import { limits } from "./limits.ts";

export const attributeKinds = ["TEXT", "NUMBER", "BOOLEAN", "SELECT"] as const;
export type AttributeKind = (typeof attributeKinds)[number];

export interface AttributeChoice {
  /** What products keep. */
  readonly value: string;
  readonly label: string;
}

/** What the products of a category say of themselves. */
export interface AttributeDefinition {
  /** Names it among the attributes of a category and of those above. */
  readonly code: string;
  readonly name: string;
  readonly kind: AttributeKind;
  /** Of numbers, such as cm; null: none. */
  readonly unit: string | null;
  /** Of SELECT, in the order of display. */
  readonly choices: readonly AttributeChoice[];
  readonly required: boolean;
  readonly filterable: boolean;
}

/** A text, a number, yes or no, or a choice's value: which, says the definition. */
export type AttributeValue = string | number | boolean;

export interface AttributeDefinitionDraft {
  readonly code: string;
  readonly name: string;
  readonly kind: AttributeKind;
  readonly unit?: string | null;
  readonly choices?: readonly AttributeChoice[] | null;
  readonly required?: boolean | null;
  readonly filterable?: boolean | null;
}

const codeForm = /^[a-z][a-zA-Z0-9_]{0,63}$/;
type Path = readonly (string | number)[];

/** Reads all that a category defines itself. Throws InvalidInput at the first thing wrong. */
export function readDefinitions(drafts: readonly AttributeDefinitionDraft[], path: Path): AttributeDefinition[] {
  if (drafts.length > limits.attributes) {
    throw new InvalidInput(`A category defines at most ${limits.attributes} attributes`, path);
  }
  const codes = new Set<string>();
  return drafts.map((draft, index) => {
    const at = [...path, index];
    if (!codeForm.test(draft.code)) {
      throw new InvalidInput("A code has a small letter, then letters, digits and _, at most 64 in all", [
        ...at,
        "code",
      ]);
    }
    if (codes.has(draft.code)) throw new InvalidInput(`There are two attributes ${draft.code}`, [...at, "code"]);
    codes.add(draft.code);
    if (draft.unit && draft.kind !== "NUMBER") throw new InvalidInput("Only a NUMBER has a unit", [...at, "unit"]);
    return {
      code: draft.code,
      name: readLine(draft.name, "An attribute's name", limits.name, [...at, "name"]),
      kind: draft.kind,
      unit: draft.unit ? readLine(draft.unit, "A unit", limits.unit, [...at, "unit"]) : null,
      choices: readChoices(draft, [...at, "choices"]),
      required: draft.required ?? false,
      filterable: draft.filterable ?? false,
    };
  });
}

function readChoices({ kind, choices }: AttributeDefinitionDraft, path: Path): AttributeChoice[] {
  const given = choices ?? [];
  if (kind !== "SELECT") {
    if (given.length > 0) throw new InvalidInput("Only a SELECT has choices", path);
    return [];
  }
  if (given.length === 0) throw new InvalidInput("A SELECT has choices", path);
  if (given.length > limits.choices) throw new InvalidInput(`A SELECT has at most ${limits.choices} choices`, path);
  const values = new Set<string>();
  return given.map(({ value, label }, index) => {
    const read = readLine(value, "A choice's value", limits.name, [...path, index, "value"]);
    if (values.has(read)) throw new InvalidInput(`There are two choices ${read}`, [...path, index, "value"]);
    values.add(read);
    return { value: read, label: readLine(label, "A choice's label", limits.name, [...path, index, "label"]) };
  });
}

/** Whether a value is one of the definition's: definitions change, and values stay. */
export function fits({ kind, choices }: AttributeDefinition, value: AttributeValue): boolean {
  switch (kind) {
    case "TEXT":
      return typeof value === "string";
    case "NUMBER":
      return typeof value === "number";
    case "BOOLEAN":
      return typeof value === "boolean";
    case "SELECT":
      return choices.some((choice) => choice.value === value);
  }
}
