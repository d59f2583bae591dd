import type { FetchNode } from "@apollo/query-planner";
import {
  buildASTSchema,
  type ConstDirectiveNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  parse,
  type SelectionSetNode,
} from "graphql";

/** Whether a fetch gives everybody the same. */
export type IsPublic = (node: FetchNode) => boolean;

const known = new WeakMap<object, IsPublic>();

/**
 * Tells the fetches of which nothing depends on who asks: every field that they begin with is declared public, by
 * `@cacheControl(scope: PUBLIC)` on it or on its type, and nothing below is declared for fewer. What says nothing is
 * for its caller alone.
 */
export function publicFetchesOf(supergraph: { readonly sdl: string }): IsPublic {
  let isPublic = known.get(supergraph);
  if (!isPublic) {
    isPublic = supergraph.sdl.includes("@cacheControl(") ? publicIn(readSchema(supergraph.sdl)) : () => false;
    known.set(supergraph, isPublic);
  }
  return isPublic;
}

function readSchema(sdl: string): GraphQLSchema {
  return buildASTSchema(parse(sdl, { noLocation: true }), { assumeValid: true, assumeValidSDL: true });
}

function publicIn(schema: GraphQLSchema): IsPublic {
  return ({ operation, operationKind }) => {
    const rootType = operationKind === "subscription" ? schema.getSubscriptionType() : schema.getQueryType();
    if (operationKind === "mutation" || !rootType) return false;
    const { definitions } = parse(operation, { noLocation: true });
    const fragments = new Map(
      definitions
        .filter((each): each is FragmentDefinitionNode => each.kind === Kind.FRAGMENT_DEFINITION)
        .map((each) => [each.name.value, each]),
    );

    /** Whether a selection is public, given whether what it is selected of is. */
    const covers = (
      type: GraphQLNamedType | undefined,
      { selections }: SelectionSetNode,
      inherited: boolean,
    ): boolean =>
      selections.every((selection) => {
        if (selection.kind === Kind.FRAGMENT_SPREAD) {
          const { typeCondition, selectionSet } = fragments.get(selection.name.value)!;
          return coversOf(typeCondition.name.value, selectionSet, inherited);
        }
        if (selection.kind === Kind.INLINE_FRAGMENT) {
          const condition = selection.typeCondition?.name.value;
          return condition
            ? coversOf(condition, selection.selectionSet, inherited)
            : covers(type, selection.selectionSet, inherited);
        }
        const { name, selectionSet } = selection;
        if (name.value === "__typename") return true;
        if (name.value === "_entities") return covers(undefined, selectionSet!, false);
        const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[name.value] : undefined;
        if (!field) return false;
        const fieldType = getNamedType(field.type);
        const scope = isCompositeType(fieldType) ? scopeOf(fieldType) : undefined;
        const possible = isAbstractType(fieldType) ? schema.getPossibleTypes(fieldType).map(scopeOf) : [];
        if ([scopeOf(field), scope, ...possible].some(isNarrow)) return false;
        const isPublic = inherited || scopeOf(field) === "PUBLIC" || scope === "PUBLIC";
        return isPublic && (!selectionSet || covers(fieldType, selectionSet, true));
      });
    const coversOf = (typeName: string, selectionSet: SelectionSetNode, inherited: boolean) => {
      const type = schema.getType(typeName);
      const scope = scopeOf(type);
      return !isNarrow(scope) && covers(type, selectionSet, inherited || scope === "PUBLIC");
    };

    const [root] = definitions.filter((each) => each.kind === Kind.OPERATION_DEFINITION);
    return root !== undefined && covers(rootType, root.selectionSet, false);
  };
}

/** Whatever is declared and not public holds for some callers only. */
function isNarrow(scope: string | undefined): boolean {
  return scope !== undefined && scope !== "PUBLIC";
}

interface Declared {
  readonly astNode?: { readonly directives?: readonly ConstDirectiveNode[] } | null;
}

function scopeOf(declared: Declared | undefined): string | undefined {
  const directive = declared?.astNode?.directives?.find(({ name }) => name.value === "cacheControl");
  const scope = directive?.arguments?.find(({ name }) => name.value === "scope")?.value;
  return scope?.kind === Kind.ENUM ? scope.value : undefined;
}
