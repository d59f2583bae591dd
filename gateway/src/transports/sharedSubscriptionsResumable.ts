import { type GraphQLSchema, Kind, parse } from "graphql";
import { BoundedCache } from "../boundedCache.ts";

/** How many documents of subscriptions are remembered of one supergraph. */
const keptDocuments = 1_000;

/**
 * Tells of a subscription to a subgraph, by its document, whether its field takes one of the arguments by which clients
 * resume, whether or not this client does: what such a field gives first depends on who asks. One that cannot be read
 * counts as one.
 */
export function resumableBy(
  schema: () => GraphQLSchema,
  resumeArguments: readonly string[],
): (query: string) => boolean {
  const known = new WeakMap<GraphQLSchema, BoundedCache<boolean>>();
  return (query) => {
    const now = schema();
    let ofSchema = known.get(now);
    if (!ofSchema) {
      ofSchema = new BoundedCache(keptDocuments);
      known.set(now, ofSchema);
    }
    return ofSchema.getOrMake(query, () => rootFields(query).some((name) => isResumable(now, name)));
  };

  function isResumable(of: GraphQLSchema, name: string): boolean {
    const field = of.getSubscriptionType()?.getFields()[name];
    return !field || field.args.some((argument) => resumeArguments.includes(argument.name));
  }
}

/** The fields that a subscription begins with; one that is spread from a fragment has a name that no field has. */
function rootFields(query: string): readonly string[] {
  const operation = parse(query, { noLocation: true }).definitions.find(
    ({ kind }) => kind === Kind.OPERATION_DEFINITION,
  );
  if (operation?.kind !== Kind.OPERATION_DEFINITION) return [""];
  return operation.selectionSet.selections.map((each) => (each.kind === Kind.FIELD ? each.name.value : ""));
}
