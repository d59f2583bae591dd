import {
  type GraphQLCompositeType,
  type GraphQLSchema,
  isInterfaceType,
  isObjectType,
  separateOperations,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from "graphql";
import type { KnownOperation } from "../pipeline/operation.ts";
import type { RuleSettings } from "../settings/rateLimits.ts";
import { memberOf } from "../supergraph/coordinates.ts";

/** Whether a rule is about an operation, whatever its variables are. */
export function isAbout(of: RuleSettings["of"], operation: KnownOperation): boolean {
  if (typeof of === "string") return of === "any" || of === operation.kind;
  if ("operations" in of) return operation.name !== undefined && of.operations.includes(operation.name);
  return selectsAny(operation, new Set(of.fields));
}

/** A field of an interface is taken for the field of each of its objects, and that for the interface's. */
function selectsAny(
  { document, name, variant: { schema } }: KnownOperation,
  coordinates: ReadonlySet<string>,
): boolean {
  const types = new TypeInfo(schema);
  let found = false;
  visit(
    separateOperations(document)[name ?? ""]!,
    visitWithTypeInfo(types, {
      Field(field) {
        const parent = types.getParentType();
        if (found || !parent) return;
        found = relatedTypes(parent, schema).some((type) => coordinates.has(memberOf(type.name, field.name.value)));
      },
    }),
  );
  return found;
}

function relatedTypes(type: GraphQLCompositeType, schema: GraphQLSchema): readonly GraphQLCompositeType[] {
  if (isObjectType(type)) return [type, ...type.getInterfaces()];
  const objects = schema.getPossibleTypes(type);
  return isInterfaceType(type) ? [type, ...type.getInterfaces(), ...objects] : objects;
}
