import {
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from "graphql";
import { conditionOf, fragmentsOf, objectsOf } from "../authorisation/facts.ts";
import type { KnownOperation } from "../pipeline/operation.ts";
import { type EntityKeys, entityKeysOf } from "./entityKeys.ts";
import { anyOf, someOf, subgraphTag, tagOf } from "./tags.ts";

/** What an operation's answers are tagged by, so that they can be told to be out of date. */
export interface ContentTags {
  /** Whatever the answer: the subgraphs and the types that it is made of, and the entities that come in lists. */
  readonly always: readonly string[];
  /** Of the subgraphs that its root fields are asked of. */
  readonly ofRoots: readonly string[];
  /** Of the entities that are in this answer. */
  of(data: unknown): readonly string[];
}

/** An answer with more entities than this is tagged as one that may hold any. */
const mostEntities = 100;

/** Works out the tags of an operation, once. */
export function contentTagsOf(operation: KnownOperation): ContentTags {
  const reader = new ShapeReader(operation);
  const { shape: root } = reader;
  return {
    always: [...reader.always],
    ofRoots: [...reader.rootSubgraphs].map(subgraphTag),
    of(data) {
      const found = new Set<string>();
      if (root.leads && data !== null && data !== undefined) collect(root, data, found);
      if (found.size <= mostEntities) return [...found];
      return [...new Set([...found].map((tag) => (tag.includes(":") ? anyOf(tag.slice(0, tag.indexOf(":"))) : tag)))];
    },
  };
}

/** Objects of one place in the answer. */
interface Place {
  /** The response key of `__typename`, where the declared type does not settle it. */
  readonly typeKey: string | undefined;
  readonly shapes: ReadonlyMap<string, ObjectShape>;
  /** The only one, where there is one. */
  readonly only: ObjectShape | undefined;
}

interface ObjectShape {
  readonly type: string;
  /** Response keys of what tells an entity from the others of its type. */
  readonly keys: readonly string[];
  readonly children: { readonly key: string; readonly place: Place; readonly whenNull: readonly string[] }[];
  /** Whether there may be entities here or below. */
  leads: boolean;
}

function collect(shape: ObjectShape, value: unknown, found: Set<string>): void {
  const object = value as Readonly<Record<string, unknown>>;
  for (const key of shape.keys) {
    const id = object[key];
    // Its key may have been skipped.
    found.add(typeof id === "string" || typeof id === "number" ? tagOf(shape.type, id) : anyOf(shape.type));
  }
  for (const { key, place, whenNull } of shape.children) {
    const child = object[key];
    if (child !== null && child !== undefined) collectAt(place, child, found);
    else if (child === null) for (const tag of whenNull) found.add(tag);
  }
}

function collectAt(place: Place, value: unknown, found: Set<string>): void {
  if (Array.isArray(value)) {
    for (const item of value) if (item !== null) collectAt(place, item, found);
    return;
  }
  const shape =
    place.only ??
    (place.typeKey === undefined
      ? undefined
      : place.shapes.get(String((value as Readonly<Record<string, unknown>>)[place.typeKey])));
  if (shape?.leads) collect(shape, value, found);
}

/** Reads the shape of an operation's answers, whatever it skips and includes. */
class ShapeReader {
  readonly always = new Set<string>();
  readonly rootSubgraphs = new Set<string>();
  readonly shape: ObjectShape;
  readonly #operation: KnownOperation;
  readonly #entities: EntityKeys;
  readonly #fragments: ReturnType<typeof fragmentsOf>;
  /** By type and selections: what is nested in abstract types would multiply otherwise. */
  readonly #known = new Map<string, ObjectShape>();
  readonly #numbers = new Map<SelectionSetNode, number>();

  constructor(operation: KnownOperation) {
    this.#operation = operation;
    this.#entities = entityKeysOf(operation.variant.supergraph);
    this.#fragments = fragmentsOf(operation);
    const root = operation.variant.schema.getRootType(operation.node.operation)!;
    this.shape = this.#shapeOf(root, [operation.node.selectionSet], false, true);
  }

  #shapeOf(
    type: GraphQLObjectType,
    sets: readonly SelectionSetNode[],
    isInList: boolean,
    isRoot: boolean,
  ): ObjectShape {
    const mark = `${type.name} ${isInList} ${sets.map((set) => this.#numberOf(set)).join(" ")}`;
    const known = this.#known.get(mark);
    if (known) return known;
    const fields = new Map<string, FieldNode[]>();
    for (const set of sets) this.#gather(set, type, fields, new Set());
    const shape: ObjectShape = {
      type: type.name,
      keys: this.#keysOf(type, fields, isInList),
      children: [],
      leads: false,
    };
    this.#known.set(mark, shape);
    for (const [key, nodes] of fields) this.#addChild(shape, type, key, nodes, isInList, isRoot);
    shape.leads = shape.keys.length > 0 || shape.children.length > 0;
    return shape;
  }

  /** The keys that the client selects. Without all of them the answer may hold any entity of the type. */
  #keysOf(type: GraphQLObjectType, fields: ReadonlyMap<string, readonly FieldNode[]>, isInList: boolean): string[] {
    const names = this.#entities.ofType(type.name);
    if (!names) return [];
    this.always.add(type.name);
    if (isInList) this.always.add(someOf(type.name));
    const keys = names.map((name) => [...fields].find(([, [node]]) => node!.name.value === name)?.[0]);
    if (keys.length > 0 && keys.every((key) => key !== undefined)) return keys;
    this.always.add(anyOf(type.name));
    return [];
  }

  #addChild(
    shape: ObjectShape,
    type: GraphQLObjectType,
    key: string,
    nodes: readonly FieldNode[],
    isInList: boolean,
    isRoot: boolean,
  ): void {
    const name = nodes[0]!.name.value;
    const field = type.getFields()[name];
    if (!field) return;
    // A key comes with whatever led to its entity, and it never changes.
    const isKey = this.#entities.ofType(type.name)?.includes(name) === true;
    for (const subgraph of isKey ? [] : this.#entities.subgraphsOf(type.name, name)) {
      this.always.add(subgraphTag(subgraph));
      if (isRoot) this.rootSubgraphs.add(subgraph);
    }
    const target = getNamedType(field.type);
    if (!isCompositeType(target)) return;
    const sets = nodes.flatMap((node) => (node.selectionSet ? [node.selectionSet] : []));
    const place = this.#placeOf(target, sets, isInList || isList(field.type));
    // Nothing was found: which entities there are is what would change that.
    const whenNull = isRoot ? [...place.shapes.keys()].filter((each) => this.#entities.ofType(each)).map(someOf) : [];
    const leads = [...place.shapes.values()].some((each) => each.leads);
    if (leads || whenNull.length > 0) shape.children.push({ key, place, whenNull });
  }

  #placeOf(target: GraphQLCompositeType, sets: readonly SelectionSetNode[], isInList: boolean): Place {
    const { schema } = this.#operation.variant;
    this.always.add(target.name);
    const shapes = new Map(
      objectsOf(schema, target).map((object) => [object.name, this.#shapeOf(object, sets, isInList, false)] as const),
    );
    if (isObjectType(target)) return { typeKey: undefined, shapes, only: shapes.get(target.name)! };
    const typeKey = this.#typeKeyOf(sets);
    if (typeKey === undefined) {
      for (const name of shapes.keys()) if (this.#entities.ofType(name)) this.always.add(anyOf(name));
    }
    return { typeKey, shapes, only: undefined };
  }

  /** Where the objects say of which type they are: only what is asked of all of them counts. */
  #typeKeyOf(sets: readonly SelectionSetNode[]): string | undefined {
    for (const { selections } of sets) {
      for (const selection of selections) {
        if (selection.kind !== Kind.FIELD || selection.name.value !== "__typename") continue;
        if (!selection.directives?.length) return selection.alias?.value ?? "__typename";
      }
    }
    return undefined;
  }

  #gather(
    { selections }: SelectionSetNode,
    type: GraphQLObjectType,
    fields: Map<string, FieldNode[]>,
    seen: Set<string>,
  ): void {
    const { schema } = this.#operation.variant;
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) {
        const key = selection.alias?.value ?? selection.name.value;
        const others = fields.get(key);
        if (others) others.push(selection);
        else fields.set(key, [selection]);
        continue;
      }
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        if (seen.has(selection.name.value)) continue;
        seen.add(selection.name.value);
      }
      const body = selection.kind === Kind.FRAGMENT_SPREAD ? this.#fragments.get(selection.name.value)! : selection;
      const condition = conditionOf(schema, body.typeCondition?.name.value) ?? type;
      const applies = condition === type || (isAbstractType(condition) && schema.isSubType(condition, type));
      if (applies) this.#gather(body.selectionSet, type, fields, seen);
    }
  }

  #numberOf(set: SelectionSetNode): number {
    let number = this.#numbers.get(set);
    if (number === undefined) {
      number = this.#numbers.size;
      this.#numbers.set(set, number);
    }
    return number;
  }
}

function isList(type: GraphQLOutputType): boolean {
  return isListType(isNonNullType(type) ? type.ofType : type);
}
