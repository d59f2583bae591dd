import { isInterfaceType, isObjectType, Kind, parse, type SelectionSetNode } from "graphql";
import type { Fetch } from "../planning/steps.ts";
import { appliedTo } from "../supergraph/directives.ts";
import type { LoadedSupergraph } from "../supergraph/load.ts";

/** The response keys of a fetch that require a field of their entity, by its name. */
export type DependentsOf = (fetch: Fetch, typeName: string) => ReadonlyMap<string, readonly string[]>;

/** Tells from a supergraph which fields of a fetch require what. */
export function dependentsIn({ schema, subgraphs }: Pick<LoadedSupergraph, "schema" | "subgraphs">): DependentsOf {
  const graphs = schema.getType("join__Graph")?.astNode;
  // Subgraphs are listed as the enum's values are.
  const graphOf = new Map(
    (graphs?.kind === Kind.ENUM_TYPE_DEFINITION ? (graphs.values ?? []) : []).map(
      (value, index) => [subgraphs[index]?.name, value.name.value] as const,
    ),
  );
  return ({ service, selected }, typeName) => {
    const dependents = new Map<string, string[]>();
    const type = schema.getType(typeName);
    if (!isObjectType(type) && !isInterfaceType(type)) return dependents;
    for (const { key, name } of selected) {
      const field = type.getFields()[name];
      for (const { graph, requires } of field ? appliedTo(field, "join__field") : []) {
        if (graph !== graphOf.get(service) || typeof requires !== "string") continue;
        for (const required of fieldsOf(requires)) {
          dependents.set(required, [...(dependents.get(required) ?? []), key]);
        }
      }
    }
    return dependents;
  };
}

/** The outermost fields of a field set, those in fragments too. */
function fieldsOf(fieldSet: string): string[] {
  const [definition] = parse(`{ ${fieldSet} }`, { noLocation: true }).definitions;
  return definition?.kind === Kind.OPERATION_DEFINITION ? outermost(definition.selectionSet) : [];
}

function outermost({ selections }: SelectionSetNode): string[] {
  return selections.flatMap((each) => {
    if (each.kind === Kind.FIELD) return [each.name.value];
    return each.kind === Kind.INLINE_FRAGMENT ? outermost(each.selectionSet) : [];
  });
}
