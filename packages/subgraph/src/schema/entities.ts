import { type GraphQLFieldResolver, type GraphQLSchema, getDirectiveValues, isObjectType } from "graphql";
import type { Context } from "../context.ts";
import { CodedError } from "../errors.ts";

/** A reference to an entity as another subgraph sends it: its type name, a key's fields and what `@requires` asks. */
export type Reference = { readonly __typename: string } & Readonly<Record<string, unknown>>;

/**
 * Gives the entities of all references of one type, in the same order, null for those that are not there or not for
 * this caller. One call serves a whole list: that is what keeps a list of twenty at one statement.
 */
export type EntityResolver<Ports, Loaders> = (
  // biome-ignore lint/suspicious/noExplicitAny: a reference's fields are those of the type's key, known to the resolver
  references: readonly any[],
  context: Context<Ports, Loaders>,
) => Promise<readonly (object | null | undefined)[]> | readonly (object | null | undefined)[];

/** Throws unless every type with a resolvable key has a resolver, and every resolver such a type. */
export function checkEntities(schema: GraphQLSchema, resolvers: Readonly<Record<string, unknown>>): void {
  const entities = Object.values(schema.getTypeMap()).filter(
    (type) => isObjectType(type) && hasResolvableKey(schema, type),
  );
  const names = new Set(entities.map((type) => type.name));
  for (const name of names) {
    if (!resolvers[name]) throw new Error(`${name} has a resolvable @key but no entry in "entities"`);
  }
  for (const name of Object.keys(resolvers)) {
    if (!names.has(name)) throw new Error(`"entities" names ${name}, which has no resolvable @key`);
  }
}

function hasResolvableKey(
  schema: GraphQLSchema,
  type: { astNode?: unknown; extensionASTNodes?: readonly unknown[] },
): boolean {
  const directive = schema.getDirective("key");
  if (!directive) return false;
  const nodes = [type.astNode, ...(type.extensionASTNodes ?? [])] as Parameters<typeof getDirectiveValues>[1][];
  return nodes.some((node) =>
    node?.directives?.some(
      (use) => use.name.value === "key" && getDirectiveValues(directive, { directives: [use] })?.resolvable !== false,
    ),
  );
}

/** `Query._entities`: groups the references by type and asks each type's resolver once. */
export function resolveEntities<Ports, Loaders>(
  resolvers: Readonly<Record<string, EntityResolver<Ports, Loaders>>>,
): GraphQLFieldResolver<unknown, Context<Ports, Loaders>, { representations: readonly Reference[] }> {
  const ask = async (typeName: string, references: readonly Reference[], context: Context<Ports, Loaders>) => {
    const resolver = resolvers[typeName];
    if (!resolver) throw new CodedError("BAD_USER_INPUT", `${typeName} is no entity of this subgraph`);
    const entities = await resolver(references, context);
    // A copy: the same object may stand for two types, or be frozen.
    return references.map((_, index) => (entities[index] ? { ...entities[index], __typename: typeName } : null));
  };

  return async (_parent, { representations }, context) => {
    const [first] = representations;
    if (!first) return [];
    // Mostly they are all of one type, and there is nothing to sort.
    if (representations.every(({ __typename }) => __typename === first.__typename)) {
      return ask(first.__typename, representations, context);
    }
    const positions = positionsByType(representations);
    const answers = new Array<object | null>(representations.length).fill(null);
    await Promise.all(
      [...positions].map(async ([typeName, places]) => {
        const references = places.map((position) => representations[position]!);
        for (const [index, entity] of (await ask(typeName, references, context)).entries()) {
          answers[places[index]!] = entity;
        }
      }),
    );
    return answers;
  };
}

function positionsByType(representations: readonly Reference[]): ReadonlyMap<string, readonly number[]> {
  const positions = new Map<string, number[]>();
  for (const [position, { __typename }] of representations.entries()) {
    const known = positions.get(__typename);
    if (known) known.push(position);
    else positions.set(__typename, [position]);
  }
  return positions;
}
