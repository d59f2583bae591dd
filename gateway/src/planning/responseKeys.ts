import { type DocumentNode, type FieldNode, Kind, print, visit } from "graphql";
import type { LoadedSupergraph } from "../supergraph/load.ts";
import { freeName, type InternalVariable, withInternalVariables } from "./internalVariables.ts";
import { withSingleMutationFields } from "./mutationFields.ts";
import { withPlannableSelections } from "./plannableSelections.ts";
import { plannerTrapsOf } from "./plannerTraps.ts";
import { requiredPrefix } from "./supergraph/requiredFields.ts";

/** What keys are checked against. */
type FieldFacts = Pick<LoadedSupergraph, "fieldNames" | "schema">;

/** A document in the form in which it is planned, and what its clients call whatever was changed. */
export interface SafeKeys {
  readonly document: DocumentNode;
  /** From the key within to the client's key. */
  readonly clientKeys: ReadonlyMap<string, string>;
  /** The other way round, by what tells fields apart that have one key. */
  readonly internalKeys: ReadonlyMap<string, string>;
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
  const { document: keyed, clientKeys, internalKeys, hiddenKey } = withInternalKeys(document, supergraph);
  const { document: named, variables: renamed } = withInternalVariables(keyed);
  const { document: single, variables: made } = withSingleMutationFields(named);
  return {
    document: withPlannableSelections(single, supergraph.schema, hiddenKey),
    clientKeys,
    internalKeys,
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

  const safe = visit(document, {
    Field(field) {
      // Introspection never meets what subgraphs send.
      if (field.name.value === "__schema" || field.name.value === "__type") return false;
      const identity = identityOf(field, supergraph);
      if (identity === undefined) return undefined;
      let value = internalKeys.get(identity);
      if (value === undefined) {
        const key = keyOf(field);
        value = freeName(`c_${key}`, taken);
        internalKeys.set(identity, value);
        clientKeys.set(value, key);
      }
      return { ...field, alias: { kind: Kind.NAME, value } };
    },
  });
  return { document: safe, clientKeys, internalKeys, hiddenKey: freeName("c___typename", taken) };
}

/**
 * What fields have in common that are given one internal key; undefined for a field whose key stays. That is the client's
 * key, and for fields of interface objects all that tells one field from another: of several types they may be several.
 */
function identityOf(field: FieldNode, supergraph: FieldFacts): string | undefined {
  const name = field.name.value;
  if (name === "__schema" || name === "__type") return undefined;
  const key = keyOf(field);
  const { interfaceObjectFields } = plannerTrapsOf(supergraph.schema);
  if (interfaceObjectFields.has(name) && (key !== name || field.arguments?.length)) {
    return `${key} ${name} ${(field.arguments ?? []).map(print).sort().join()}`;
  }
  const isForeign = supergraph.fieldNames.has(key) || key.startsWith("__") || key.startsWith(requiredPrefix);
  return key !== name && isForeign ? key : undefined;
}

function keyOf(field: FieldNode): string {
  return field.alias?.value ?? field.name.value;
}

/** Under which key the data holds a field of the client's operation. */
export function sourceKeys({ internalKeys }: SafeKeys, supergraph: FieldFacts): (field: FieldNode) => string {
  return (field) => {
    const identity = identityOf(field, supergraph);
    // A key that was not planned belongs to a field that was withheld, and nothing is found under it.
    return (identity === undefined ? undefined : internalKeys.get(identity)) ?? keyOf(field);
  };
}
