import type { GraphQLObjectType, SelectionSetNode } from "graphql";
import { collectFields } from "./collectFields.ts";
import { compileField, type SelectedField } from "./compileField.ts";
import { letGo, whenFilled } from "./pending.ts";
import { type Complete, isPromise, type Variant } from "./run.ts";
import { selectionText } from "./selectionText.ts";

/** What is asked of objects of one type. A field that the type does not have is left out. */
export function compileFields(
  variant: Variant,
  type: GraphQLObjectType,
  sets: readonly SelectionSetNode[],
): readonly SelectedField[] {
  const fields = collectFields(variant, type, sets);
  return [...fields].flatMap(([key, nodes]) => compileField(variant, type, key, nodes) ?? []);
}

/**
 * Compiles a selection: an object in, the object of the response out, with all fields under way at once. It is compiled
 * to JavaScript because responses are made of it: properties that are named in the program, and not looked up by a
 * variable's value, are read and written in half the time.
 */
export function compileSelection(
  variant: Variant,
  type: GraphQLObjectType,
  sets: readonly SelectionSetNode[],
): Complete {
  const fields = compileFields(variant, type, sets);
  const make = new Function("fields", "isPromise", "letGo", "whenFilled", selectionText(fields));
  return make(fields, isPromise, letGo, whenFilled);
}
