import {
  defaultFieldResolver,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLSchema,
  getDirectiveValues,
  isObjectType,
} from "graphql";
import type { Context } from "../context.ts";
import { CodedError } from "../errors.ts";
import { type Caller, endUserOf } from "../identity/caller.ts";
import { hasScope } from "../identity/scopes.ts";

type Refuse = (caller: Caller) => CodedError | undefined;

/**
 * Puts the SDL's own words in force: `@internal`, `@authenticated` and `@requiresScopes` are checked before a field's
 * resolver runs. The gateway may check them too; a subgraph does not count on it.
 */
export function guardFields(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith("__")) continue;
    for (const field of Object.values(type.getFields())) guardField(schema, type, field);
  }
}

function guardField(schema: GraphQLSchema, type: GraphQLObjectType, field: GraphQLField<unknown, Context>): void {
  const place = `${type.name}.${field.name}`;
  const checks = [
    ...checksOf(schema, field.astNode, place),
    ...checksOf(schema, type.astNode, place),
    ...type.extensionASTNodes.flatMap((node) => checksOf(schema, node, place)),
  ];
  if (checks.length === 0) return;

  const guarded =
    (resolver: GraphQLFieldResolver<unknown, Context>): GraphQLFieldResolver<unknown, Context> =>
    (parent, args, context, info) => {
      for (const check of checks) {
        const refusal = check(context.caller);
        if (refusal) throw refusal;
      }
      return resolver(parent, args, context, info);
    };
  field.resolve = guarded(field.resolve ?? defaultFieldResolver);
  if (field.subscribe) field.subscribe = guarded(field.subscribe);
}

function checksOf(
  schema: GraphQLSchema,
  node: Parameters<typeof getDirectiveValues>[1] | null | undefined,
  place: string,
): Refuse[] {
  if (!node) return [];
  const checks: Refuse[] = [];

  const internal = valuesOf(schema, "internal", node);
  if (internal) {
    if (!valuesOf(schema, "inaccessible", node)) {
      throw new Error(`${place} is @internal and must be @inaccessible, or clients would see it`);
    }
    const services = internal.services as string[];
    checks.push((caller) =>
      caller.kind === "service" && services.includes(caller.service)
        ? undefined
        : new CodedError("FORBIDDEN", "This field is for the platform's own services"),
    );
  }
  if (valuesOf(schema, "authenticated", node)) {
    checks.push((caller) =>
      endUserOf(caller).kind === "user" ? undefined : new CodedError("UNAUTHENTICATED", "Sign in first"),
    );
  }
  const scopes = valuesOf(schema, "requiresScopes", node)?.scopes as string[][] | undefined;
  if (scopes) {
    checks.push((caller) =>
      scopes.some((all) => all.every((scope) => hasScope(caller, scope)))
        ? undefined
        : new CodedError("FORBIDDEN", "Your role does not allow this"),
    );
  }
  return checks;
}

function valuesOf(schema: GraphQLSchema, directive: string, node: Parameters<typeof getDirectiveValues>[1]) {
  const definition = schema.getDirective(directive);
  return definition ? getDirectiveValues(definition, node) : undefined;
}
