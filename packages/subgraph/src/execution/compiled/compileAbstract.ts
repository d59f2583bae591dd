import {
  defaultTypeResolver,
  type GraphQLAbstractType,
  GraphQLError,
  type GraphQLObjectType,
  isObjectType,
} from "graphql";
import { compileObject, fieldPath } from "./compileObject.ts";
import { type Complete, infoOf, isPromise, type Place } from "./run.ts";

/** A value of an interface or union: its type is asked for, and each type has its own completion. */
export function compileAbstract(place: Place, type: GraphQLAbstractType): Complete {
  const known = new Map<unknown, Complete>();
  const completionOf = (name: unknown) => {
    const earlier = known.get(name);
    if (earlier) return earlier;
    const complete = compileObject(place, runtimeType(place, type, name));
    known.set(name, complete);
    return complete;
  };
  const resolveType = type.resolveType ?? defaultTypeResolver;

  return (run, value, path) => {
    const name = resolveType(value, run.context, infoOf(place, run, fieldPath(path)), type);
    return isPromise(name)
      ? name.then((resolved) => completionOf(resolved)(run, value, path))
      : completionOf(name)(run, value, path);
  };
}

function runtimeType({ variant, parent, field, nodes }: Place, type: GraphQLAbstractType, name: unknown) {
  const wrong = (reason: string) =>
    new GraphQLError(`The type of a ${type.name} in ${parent.name}.${field.name} ${reason}`, { nodes });
  if (typeof name !== "string") throw wrong("could not be told");
  const runtime = variant.schema.getType(name);
  if (!runtime) throw wrong(`is said to be ${name}, which the schema does not have`);
  if (!isObjectType(runtime)) throw wrong(`is said to be ${name}, which is no object type`);
  if (!variant.schema.isSubType(type, runtime)) throw wrong(`is said to be ${name}, which is none of its types`);
  return runtime as GraphQLObjectType;
}
