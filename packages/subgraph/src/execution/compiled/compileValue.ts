import { type GraphQLOutputType, isAbstractType, isLeafType, isListType, isNonNullType, isObjectType } from "graphql";
import { compileAbstract } from "./compileAbstract.ts";
import { compileLeaf } from "./compileLeaf.ts";
import { compileList } from "./compileList.ts";
import { compileObject } from "./compileObject.ts";
import type { Complete, Place } from "./run.ts";

/** Compiles the completion of what a resolver gave, once it is there, to what the response says of it. */
export function compileValue(place: Place, type: GraphQLOutputType): Complete {
  if (isNonNullType(type)) return compileRequired(place, compileValue(place, type.ofType));
  if (isLeafType(type)) {
    const serve = compileLeaf(type);
    return (_run, value) => serve(value);
  }
  if (isListType(type)) return compilePresent(compileList(place, type.ofType, compileValue(place, type.ofType)));
  if (isAbstractType(type)) return compilePresent(compileAbstract(place, type));
  if (isObjectType(type)) return compilePresent(compileObject(place, type));
  throw new Error("A field has a type that is none of the kinds of output");
}

function compileRequired({ parent, field }: Place, complete: Complete): Complete {
  return (run, value, path) => {
    const completed = complete(run, value, path);
    if (completed === null) throw new Error(`Cannot return null for non-nullable field ${parent.name}.${field.name}.`);
    return completed;
  };
}

function compilePresent(complete: Complete): Complete {
  return (run, value, path) => {
    if (value === null || value === undefined) return null;
    if (value instanceof Error) throw value;
    return complete(run, value, path);
  };
}
