import {
  type DocumentNode,
  doTypesOverlap,
  type FieldNode,
  type FragmentDefinitionNode,
  type FragmentSpreadNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  type InlineFragmentNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  visit,
} from "graphql";
import type { KnownOperation } from "../pipeline/operation.ts";
import { conditionOf, fragmentsOf, objectsOf, valueTypeOf } from "./facts.ts";

/** Whether an object's field is withheld, be it for its own sake or for its object's. */
export type IsWithheld = (type: string, field: string) => boolean;

/**
 * How many selections at most are written again for objects that are asked one by one: interfaces within interfaces
 * multiply. Beyond that, a field is asked of all its objects, and withheld from the answer alone.
 */
const mostWrittenAgain = 4_000;

const typenames: readonly SelectionNode[] = [{ kind: Kind.FIELD, name: { kind: Kind.NAME, value: "__typename" } }];

/**
 * The operation without the fields that are withheld, so that none of them is fetched; undefined when nothing is left
 * that a subgraph would be asked for. Where an abstract type's field is withheld from some of its objects only, it is
 * asked of each of the others by its own type. A field with nothing left below it is asked for its type: whether it is
 * there, and of which type, decides what is withheld. Nothing of it is deferred.
 */
export function documentWithout(operation: KnownOperation, isWithheld: IsWithheld): DocumentNode | undefined {
  const { schema } = operation.variant;
  const pruning = new Pruning(schema, fragmentsOf(operation), isWithheld);
  const selections = pruning.selections(operation.node.selectionSet, schema.getRootType(operation.node.operation)!);
  if (!asksForData(selections, pruning)) return undefined;
  const pruned = { ...operation.node, selectionSet: setOf(selections) };
  const fragments = pruning.fragmentsUsedBy(pruned);
  const variables = variablesIn([pruned, ...fragments]);
  const variableDefinitions = pruned.variableDefinitions?.filter(({ variable }) => variables.has(variable.name.value));
  return { kind: Kind.DOCUMENT, definitions: [{ ...pruned, variableDefinitions }, ...fragments] };
}

/** One operation being pruned. Each fragment is pruned once, wherever it is spread. */
class Pruning {
  readonly #schema: GraphQLSchema;
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly #isWithheld: IsWithheld;
  readonly #pruned = new Map<string, FragmentDefinitionNode | undefined>();
  readonly #sizes = new Map<string, number>();
  #left = mostWrittenAgain;

  constructor(schema: GraphQLSchema, fragments: ReadonlyMap<string, FragmentDefinitionNode>, isWithheld: IsWithheld) {
    this.#schema = schema;
    this.#fragments = fragments;
    this.#isWithheld = isWithheld;
  }

  selections({ selections }: SelectionSetNode, parent: GraphQLCompositeType): readonly SelectionNode[] {
    return selections.flatMap((selection) => {
      if (selection.kind === Kind.FIELD) return this.#field(selection, parent);
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        const fragment = this.fragment(selection.name.value);
        return fragment && this.#canBe(parent, fragment.typeCondition.name.value) ? [atOnce(selection)] : [];
      }
      const condition = selection.typeCondition?.name.value;
      if (condition !== undefined && !this.#canBe(parent, condition)) return [];
      const kept = this.selections(selection.selectionSet, conditionOf(this.#schema, condition) ?? parent);
      return kept.length === 0 ? [] : [{ ...atOnce(selection), selectionSet: setOf(kept) }];
    });
  }

  /** The fragment as far as it is left; undefined when nothing of it is. */
  fragment(name: string): FragmentDefinitionNode | undefined {
    if (this.#pruned.has(name)) return this.#pruned.get(name);
    const fragment = this.#fragments.get(name)!;
    const kept = this.selections(fragment.selectionSet, conditionOf(this.#schema, fragment.typeCondition.name.value)!);
    const pruned = kept.length === 0 ? undefined : { ...fragment, selectionSet: setOf(kept) };
    this.#pruned.set(name, pruned);
    return pruned;
  }

  fragmentsUsedBy(operation: OperationDefinitionNode): readonly FragmentDefinitionNode[] {
    const used = new Map<string, FragmentDefinitionNode>();
    const collect = (node: OperationDefinitionNode | FragmentDefinitionNode) =>
      visit(node, {
        FragmentSpread: ({ name: { value: name } }) => {
          if (used.has(name)) return;
          const fragment = this.fragment(name)!;
          used.set(name, fragment);
          collect(fragment);
        },
      });
    collect(operation);
    return [...used.values()];
  }

  #field(field: FieldNode, parent: GraphQLCompositeType): readonly SelectionNode[] {
    const name = field.name.value;
    if (name === "__typename") return [field];
    // The gateway answers these itself, by the whole operation.
    if (name.startsWith("__")) return [];
    const objects = objectsOf(this.#schema, parent);
    const shown = objects.filter((object) => !this.#isWithheld(object.name, name));
    if (shown.length === 0) return [];
    if (shown.length === objects.length || !this.#mayWriteAgain(field, shown.length))
      return [this.#below(field, parent)];
    return shown.map((object) => ({
      kind: Kind.INLINE_FRAGMENT,
      typeCondition: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: object.name } },
      selectionSet: setOf([this.#below(field, object)]),
    }));
  }

  #mayWriteAgain(field: FieldNode, times: number): boolean {
    const selections = times * (2 + this.#sizeOf(field.selectionSet));
    if (selections > this.#left) return false;
    this.#left -= selections;
    return true;
  }

  /** Selections in all, each fragment's counted wherever it is spread. */
  #sizeOf(set: SelectionSetNode | undefined): number {
    let size = 0;
    for (const selection of set?.selections ?? []) {
      size += 1;
      if (selection.kind !== Kind.FRAGMENT_SPREAD) size += this.#sizeOf(selection.selectionSet);
      else size += this.#sizeOfFragment(selection.name.value);
    }
    return size;
  }

  #sizeOfFragment(name: string): number {
    let size = this.#sizes.get(name);
    if (size === undefined) {
      size = this.#sizeOf(this.#fragments.get(name)!.selectionSet);
      this.#sizes.set(name, size);
    }
    return size;
  }

  #below(field: FieldNode, parent: GraphQLCompositeType): FieldNode {
    const type = field.selectionSet && valueTypeOf(parent, field.name.value);
    if (!type) return field;
    const kept = this.selections(field.selectionSet!, type);
    return { ...field, selectionSet: setOf(kept.length === 0 ? typenames : kept) };
  }

  /** Whether a fragment fits: below a field that is asked of its objects one by one, the type is narrower than it was. */
  #canBe(parent: GraphQLCompositeType, condition: string): boolean {
    return doTypesOverlap(this.#schema, parent, conditionOf(this.#schema, condition)!);
  }
}

/** A fragment that comes with all the rest: errors of what is withheld have their places in one whole answer. */
function atOnce<Fragment extends FragmentSpreadNode | InlineFragmentNode>(fragment: Fragment): Fragment {
  const directives = fragment.directives?.filter(({ name }) => name.value !== "defer");
  return { ...fragment, directives };
}

function setOf(selections: readonly SelectionNode[]): SelectionSetNode {
  return { kind: Kind.SELECTION_SET, selections };
}

/** Whether there is more than the name of the root type, which the gateway knows. Each fragment is looked at once. */
function asksForData(selections: readonly SelectionNode[], pruning: Pruning, seen = new Set<string>()): boolean {
  return selections.some((selection) => {
    if (selection.kind === Kind.FIELD) return selection.name.value !== "__typename";
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      return asksForData(selection.selectionSet.selections, pruning, seen);
    }
    const { value: name } = selection.name;
    if (seen.has(name)) return false;
    seen.add(name);
    return asksForData(pruning.fragment(name)!.selectionSet.selections, pruning, seen);
  });
}

function variablesIn(nodes: readonly (OperationDefinitionNode | FragmentDefinitionNode)[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const node of nodes) {
    visit(node, {
      VariableDefinition: () => false,
      Variable: ({ name }) => void names.add(name.value),
    });
  }
  return names;
}
