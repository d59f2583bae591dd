import { type DocumentNode, type FieldNode, Kind, visit } from "graphql";
import type { LoadedSupergraph } from "../supergraph/load.ts";
import { freeName, type InternalVariable, withInternalVariables } from "./internalVariables.ts";
import { withSingleMutationFields } from "./mutationFields.ts";
import { withPlannableSelections } from "./plannableSelections.ts";
import { requiredPrefix } from "./supergraph/requiredArguments.ts";

/** What keys are checked against. */
type FieldFacts = Pick<LoadedSupergraph, "fieldNames" | "schema">;

/** A document in the form in which it is planned, and what its clients call whatever was changed. */
export interface SafeKeys {
  readonly document: DocumentNode;
  /** From the key within to the client's key. */
  readonly clientKeys: ReadonlyMap<string, string>;
  /** A response key that clients do not see. */
  readonly hiddenKey: string;
  /** Variables of the document that are not the client's. */
  readonly variables: readonly InternalVariable[];
}

/**
 * A valid document in words that can be planned and executed: it asks for the same, but nothing in it is mistaken for
 * something of the planner's or the gateway's own, and the planner's mistakes that are known are steered clear of.
 */
export function withSafeKeys(document: DocumentNode, supergraph: FieldFacts): SafeKeys {
  const { document: keyed, clientKeys, hiddenKey } = withInternalKeys(document, supergraph);
  const { document: named, variables: renamed } = withInternalVariables(keyed);
  const { document: single, variables: made } = withSingleMutationFields(named);
  return {
    document: withPlannableSelections(single, supergraph.schema, hiddenKey),
    clientKeys,
    hiddenKey,
    // Those made are about those renamed, so they come last.
    variables: [...renamed, ...made],
  };
}

/**
 * Renames the response keys that could be mistaken for other fields while executing. The planner adds keys and required
 * fields by their own names, so in `{ product { id: title stock } }` the title would be sent as the product's key; the
 * same goes for a field whose `@requires` has other arguments than the client's, and for aliases such as `__typename`.
 */
function withInternalKeys(document: DocumentNode, supergraph: FieldFacts) {
  const taken = new Set(supergraph.fieldNames);
  const internalKeys = new Map<string, string>();
  const clientKeys = new Map<string, string>();
  visit(document, { Field: (field) => void taken.add(field.alias?.value ?? field.name.value) });

  const internalKeyOf = (key: string) => {
    const known = internalKeys.get(key);
    if (known !== undefined) return known;
    const made = freeName(`c_${key}`, taken);
    internalKeys.set(key, made);
    clientKeys.set(made, key);
    return made;
  };

  const safe = visit(document, {
    Field(field) {
      const name = field.name.value;
      // Introspection never meets what subgraphs send.
      if (name === "__schema" || name === "__type") return false;
      if (!isUnsafe(field, supergraph)) return undefined;
      return { ...field, alias: { kind: Kind.NAME, value: internalKeyOf(field.alias?.value ?? name) } };
    },
  });
  return { document: safe, clientKeys, hiddenKey: freeName("c___typename", taken) };
}

/** Whether the response key of a field is changed. */
function isUnsafe(field: FieldNode, supergraph: FieldFacts): boolean {
  const name = field.name.value;
  if (name === "__schema" || name === "__type") return false;
  const key = field.alias?.value ?? name;
  if (key === name) return false;
  return supergraph.fieldNames.has(key) || key.startsWith("__") || key.startsWith(requiredPrefix);
}

/** Under which key the data holds a field of the client's operation. */
export function sourceKeys({ clientKeys }: SafeKeys, supergraph: FieldFacts): (field: FieldNode) => string {
  const internalKeys = new Map([...clientKeys].map(([internal, key]) => [key, internal]));
  return (field) => {
    const key = field.alias?.value ?? field.name.value;
    // A key that was not planned belongs to a field that was withheld, and nothing is found under it.
    return isUnsafe(field, supergraph) ? (internalKeys.get(key) ?? key) : key;
  };
}
