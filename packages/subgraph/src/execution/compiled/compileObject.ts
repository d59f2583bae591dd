import { GraphQLError, type GraphQLObjectType, type SelectionSetNode } from "graphql";
import { type Complete, infoOf, isPromise, type Path, type Place } from "./run.ts";

/**
 * An object of a known type. Its selection is compiled when the first object comes, so what no answer holds costs
 * nothing and a type that leads to itself does not lead here for ever.
 */
export function compileObject(place: Place, type: GraphQLObjectType): Complete {
  let select: Complete = (run, value, path) => {
    select = place.variant.compileSelection(place.variant, type, selectionsOf(place));
    return select(run, value, path);
  };
  const { isTypeOf } = type;
  if (!isTypeOf) return (run, value, path) => select(run, value, path);

  return (run, value, path) => {
    const accept = (isOfType: boolean) => {
      if (isOfType) return select(run, value, path);
      throw new GraphQLError(`What was resolved is no ${type.name}`, { nodes: place.nodes });
    };
    const answer = isTypeOf(value, run.context, infoOf(place, run, fieldPath(path)));
    return isPromise(answer) ? answer.then(accept) : accept(answer);
  };
}

/** The path of the field that leads to a value: a resolver is asked for a field, not for an item of its list. */
export function fieldPath(path: Path | undefined): Path {
  let at = path!;
  while (typeof at.key === "number") at = at.prev!;
  return at;
}

function selectionsOf({ nodes }: Place): readonly SelectionSetNode[] {
  return nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
}
