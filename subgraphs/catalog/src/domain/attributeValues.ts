import { type AttributeDefinition, type AttributeValue, fits } from "./attribute.ts";
import { readLine } from "./fields.ts";
import { InvalidInput } from "./issue.ts";
import { limits } from "./limits.ts";

/** One value as somebody gives it, in the field of its kind. */
export interface AttributeDraft {
  readonly code: string;
  readonly text?: string | null;
  readonly number?: number | null;
  readonly boolean?: boolean | null;
  readonly choice?: string | null;
}

export type AttributeValues = Readonly<Record<string, AttributeValue>>;

const fieldOfKind = { TEXT: "text", NUMBER: "number", BOOLEAN: "boolean", SELECT: "choice" } as const;
type Path = readonly (string | number)[];

/**
 * A product's values after those of a draft, which are all that its category defines: one that is left out is taken
 * away. What no definition accepts any more stays as it is, out of sight, until a category defines it again. Throws
 * InvalidInput for a code that is not defined and for a value of another kind.
 */
export function readValues(
  drafts: readonly AttributeDraft[],
  definitions: readonly AttributeDefinition[],
  before: AttributeValues,
): AttributeValues {
  const byCode = new Map(definitions.map((definition) => [definition.code, definition]));
  const given = new Map<string, AttributeValue>();
  for (const [index, draft] of drafts.entries()) {
    const path = ["attributes", index];
    const definition = byCode.get(draft.code);
    if (!definition) {
      throw new InvalidInput(`The product's category has no attribute ${draft.code}`, [...path, "code"]);
    }
    if (given.has(draft.code)) throw new InvalidInput(`The attribute ${draft.code} is given twice`, [...path, "code"]);
    given.set(draft.code, readValue(draft, definition, path));
  }
  const hidden = Object.entries(before).filter(([code, value]) => {
    const definition = byCode.get(code);
    return !definition || (!fits(definition, value) && !given.has(code));
  });
  return Object.fromEntries([...hidden, ...given]);
}

function readValue(draft: AttributeDraft, definition: AttributeDefinition, path: Path): AttributeValue {
  const { name, kind } = definition;
  const wanted = fieldOfKind[kind];
  const stray = Object.values(fieldOfKind).find((field) => field !== wanted && isGiven(draft[field]));
  if (stray) throw new InvalidInput(`${name} is a ${kind} and takes ${wanted}`, [...path, stray]);
  const at = [...path, wanted];
  const value = draft[wanted];
  if (!isGiven(value)) throw new InvalidInput(`${name} has no value`, at);
  if (typeof value === "number" && !Number.isFinite(value)) throw new InvalidInput(`${name} is no number`, at);
  const read = typeof value === "string" ? readLine(value, name, limits.attributeText, at) : value;
  if (!fits(definition, read)) throw new InvalidInput(`${name} has no choice ${read}`, at);
  return read;
}

function isGiven<Value>(value: Value | null | undefined): value is Value {
  return value !== null && value !== undefined;
}

/** The values that can be shown, in the order of their definitions. */
export function shownValues<Definition extends AttributeDefinition>(
  definitions: readonly Definition[],
  values: AttributeValues,
): { readonly definition: Definition; readonly value: AttributeValue }[] {
  return definitions.flatMap((definition) => {
    const value = Object.hasOwn(values, definition.code) ? values[definition.code] : undefined;
    return value !== undefined && fits(definition, value) ? [{ definition, value }] : [];
  });
}

/** Throws InvalidInput when a product that everybody is to see lacks what its category requires. */
export function checkRequired(definitions: readonly AttributeDefinition[], values: AttributeValues): void {
  const shown = new Set(shownValues(definitions, values).map(({ definition }) => definition.code));
  const missing = definitions.find(({ code, required }) => required && !shown.has(code));
  if (missing) throw new InvalidInput(`A published product of this category needs ${missing.name}`, ["attributes"]);
}
