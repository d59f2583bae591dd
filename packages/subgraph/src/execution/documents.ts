import {
  type DocumentNode,
  type GraphQLError,
  type GraphQLSchema,
  parse,
  specifiedRules,
  validate,
  visit,
} from "graphql";
import { CodedError } from "../errors.ts";
import { compileDocument, type ExecuteDocument } from "./compiled/compileDocument.ts";

/** A request's document, ready to run, or what is wrong with it. */
export type PreparedDocument =
  | { readonly kind: "valid"; readonly document: DocumentNode; readonly execute: ExecuteDocument }
  | { readonly kind: "invalid"; readonly errors: readonly GraphQLError[] };

/** A document takes some 5 KB, and 40 KB with what is compiled of it; a gateway has a few hundred for a subgraph. */
const limit = 500;
const maxTokens = 20_000;

/** Parses, validates and compiles each document once. Bounded: the one unused for longest goes first. */
export function documentCache(schema: GraphQLSchema): (query: string) => PreparedDocument {
  const prepared = new Map<string, PreparedDocument>();
  return (query) => {
    const known = prepared.get(query);
    if (known) {
      prepared.delete(query);
      prepared.set(query, known);
      return known;
    }
    const fresh = prepare(schema, query);
    prepared.set(query, fresh);
    if (prepared.size > limit) prepared.delete(prepared.keys().next().value!);
    return fresh;
  };
}

function prepare(schema: GraphQLSchema, query: string): PreparedDocument {
  let document: DocumentNode;
  try {
    document = parse(query, { maxTokens, noLocation: true });
    refuseUnstorableLiterals(document);
  } catch (error) {
    return { kind: "invalid", errors: [error as GraphQLError] };
  }
  const errors = validate(schema, document, specifiedRules, { maxErrors: 10 });
  if (errors.length > 0) return { kind: "invalid", errors };
  return { kind: "valid", document, execute: compileDocument(schema, document) };
}

/** Throws for a text that PostgreSQL cannot store, as text or inside JSON: one with U+0000 or half a surrogate pair. */
function refuseUnstorable(text: string): void {
  if (text.includes("\u0000")) throw new CodedError("BAD_USER_INPUT", "Text must not contain the character U+0000");
  if (!text.isWellFormed()) throw new CodedError("BAD_USER_INPUT", "Text must be well-formed Unicode");
}

function refuseUnstorableLiterals(document: DocumentNode): void {
  visit(document, {
    StringValue(node) {
      refuseUnstorable(node.value);
    },
  });
}

/** Throws for a text that cannot be stored anywhere in the variables: nobody types one, so no resolver meets one. */
export function refuseUnstorableText(value: unknown): void {
  if (typeof value === "string") {
    refuseUnstorable(value);
  } else if (Array.isArray(value)) {
    for (const item of value) refuseUnstorableText(item);
  } else if (value !== null && typeof value === "object") {
    // Not Object.values: there are many small objects in a list of representations.
    for (const key in value) {
      if (Object.hasOwn(value, key)) refuseUnstorableText((value as Record<string, unknown>)[key]);
    }
  }
}
