import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  type GraphQLError,
  type GraphQLObjectType,
  type GraphQLOutputType,
  getNamedType,
  type InlineFragmentNode,
  isAbstractType,
  isCompositeType,
  isObjectType,
  Kind,
  parse,
  type SelectionSetNode,
  validate,
} from "graphql";
import type { DeclaredField, DeclaredSubgraph } from "./fields.ts";
import { isIn, type Row, read, type Stage } from "./world.ts";

/** A subgraph that can be asked. */
export interface RunningSubgraph {
  readonly name: string;
  readonly sdl: string;
  execute(
    query: string,
    variables: Readonly<Record<string, unknown>>,
    operationName?: string,
  ): Promise<ExecutionResult>;
}

/** An object within a subgraph. */
interface Known {
  readonly object: Row;
  /** The representation by which it was asked for: where the values of required fields are. */
  readonly reference?: Row;
  /** External fields that the field by which it was reached provides. */
  readonly provided?: readonly SelectionSetNode[];
}

/**
 * Makes a subgraph run on a world. It tells of an object what its SDL lets it tell: not an external field that is
 * neither key nor provided, and not one that another subgraph has taken over.
 */
export function runSubgraph(
  subgraph: DeclaredSubgraph,
  all: readonly DeclaredSubgraph[],
  implementations: ReadonlyMap<string, ReadonlySet<string>>,
  stage: Stage,
): RunningSubgraph {
  const { name, schema } = subgraph;
  const takenOver = new Set(all.flatMap((each) => [...(each.overrides.get(name) ?? [])]));

  for (const type of Object.values(schema.getTypeMap())) {
    if (isAbstractType(type)) type.resolveType = (value: Known) => value.object.__typename as string;
    if (!isObjectType(type) || type.name.startsWith("__")) continue;
    for (const field of Object.values(type.getFields())) {
      if (field.name === "_entities") {
        field.resolve = (_source, { representations }) => representations.map(findOrTell);
      } else if (field.name !== "_service") {
        const declared = subgraph.fields.get(`${type.name}.${field.name}`)!;
        field.resolve = (source: Known | undefined, args) =>
          wrap(field.type, tell(type, field.name, declared, source, args), providedBelow(source, field.name, declared));
      }
    }
  }
  const entity = schema.getType("_Entity");
  if (isAbstractType(entity)) {
    entity.resolveType = ({ object }: Known) => {
      const typeName = object.__typename as string;
      if (schema.getType(typeName)) return typeName;
      return [...subgraph.interfaceObjects].find((each) => implementations.get(each)?.has(typeName));
    };
  }

  /** One reference that cannot be read is one entity less. */
  function findOrTell(reference: Row): Known | null | Error {
    try {
      return find(reference);
    } catch (error) {
      return error as Error;
    }
  }

  function find(reference: Row): Known | null {
    const names = implementations.get(reference.__typename as string);
    const keys = subgraph.keys.get(reference.__typename as string);
    if (!keys) throw new Error(`${name} has no entity ${reference.__typename}`);
    const complete = keys.filter((key) => covers(reference, key));
    if (complete.length === 0) throw new Error(`${name} knows no such key: ${JSON.stringify(reference)}`);
    const object = stage.world.entities?.find(
      (each) =>
        (each.__typename === reference.__typename || names?.has(each.__typename as string)) &&
        complete.some((key) => agree(each, reference, key)),
    );
    return object && !isIn(stage.world.absent, name, object) ? { object, reference } : null;
  }

  function tell(
    type: GraphQLObjectType,
    field: string,
    declared: DeclaredField,
    source: Known | undefined,
    args: object,
  ) {
    const place = `${type.name}.${field}`;
    if (takenOver.has(place)) throw new Error(`${name} does not serve ${place} any more`);
    if (declared.isKey) return read(stage, type.name, source?.object, field, args);
    if (isIn(stage.world.absent, name, source?.object)) return null;
    if (declared.requires) {
      const required = pick(source?.reference ?? {}, declared.requires, place);
      const computed = stage.world.computed?.[type.name]?.[field];
      return computed ? computed(required as never, args as never) : JSON.stringify(required);
    }
    const isProvided = source?.provided?.some((selection) => selectionsAt(source.object, selection, field).length > 0);
    if (declared.isExternal && !isProvided) throw new Error(`${name} was asked for ${place}, which it does not know`);
    return read(stage, type.name, source?.object, field, args);
  }

  /** What a fetch must have brought along, in the order and form in which it was asked for. */
  function pick(source: Row, { selections }: SelectionSetNode, place: string): Row {
    const picked: Record<string, unknown> = {};
    for (const selection of selections) {
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        if (!applies(source, selection)) continue;
        Object.assign(picked, pick(source, selection.selectionSet, place));
      } else if (selection.kind === Kind.FIELD) {
        const key = selection.alias?.value ?? selection.name.value;
        if (!Object.hasOwn(source, key)) throw new Error(`${name} was not sent ${key}, which ${place} requires`);
        const below = selection.selectionSet;
        picked[key] = below ? mapObjects(source[key], (each) => pick(each, below, place)) : source[key];
      }
    }
    return picked;
  }

  /** Plans do not promise the types of objects within what is required; then an object that has the fields will do. */
  function applies(source: Row, { typeCondition, selectionSet }: InlineFragmentNode): boolean {
    const condition = typeCondition?.name.value;
    const typeName = source.__typename as string | undefined;
    if (condition === undefined || condition === typeName) return true;
    if (typeName !== undefined) return implementations.get(condition)?.has(typeName) === true;
    return selectionSet.selections.every((each) => each.kind !== Kind.FIELD || Object.hasOwn(source, each.name.value));
  }

  const documents = new Map<string, DocumentNode | readonly GraphQLError[]>();
  const documentOf = (query: string) => {
    let document = documents.get(query);
    if (!document) {
      const parsed = parse(query);
      const errors = validate(schema, parsed);
      document = errors.length > 0 ? errors : parsed;
      documents.set(query, document);
    }
    return document;
  };
  return {
    name,
    sdl: subgraph.sdl,
    async execute(query, variableValues, operationName) {
      const document = documentOf(query);
      // As JSON there and back: what is not JSON does not get from a subgraph to a gateway.
      if (!("kind" in document)) return asJson({ errors: document });
      return asJson(await execute({ schema, document, variableValues: asJson(variableValues), operationName }));
    },
  };
}

export function asJson<T>(value: T): T {
  return JSON.parse(JSON.stringify(value));
}

function wrap(type: GraphQLOutputType, value: unknown, provided: readonly SelectionSetNode[] | undefined): unknown {
  if (!isCompositeType(getNamedType(type))) return value;
  return mapObjects(value, (object): Known => ({ object, provided }));
}

/** Nulls and errors stay what they are. */
function mapObjects(value: unknown, made: (object: Row) => unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => mapObjects(item, made));
  return typeof value === "object" && value !== null && !(value instanceof Error) ? made(value as Row) : value;
}

function providedBelow(source: Known | undefined, field: string, { provides }: DeclaredField): SelectionSetNode[] {
  const inherited = (source?.provided ?? []).flatMap((each) => selectionsAt(source!.object, each, field));
  return [...(provides ? [provides] : []), ...inherited.flatMap((each) => each.selectionSet ?? [])];
}

/** The selections of a field, in fragments for the object's type too; fragments on interfaces count for any type. */
function selectionsAt(
  object: Row,
  { selections }: SelectionSetNode,
  field: string,
): { selectionSet?: SelectionSetNode }[] {
  return selections.flatMap((each) => {
    if (each.kind === Kind.FIELD) return each.name.value === field ? [each] : [];
    return each.kind === Kind.INLINE_FRAGMENT ? selectionsAt(object, each.selectionSet, field) : [];
  });
}

function covers(reference: unknown, { selections }: SelectionSetNode): boolean {
  return selections.every((each) => {
    if (each.kind !== Kind.FIELD) return true;
    if (typeof reference !== "object" || reference === null) return false;
    const value = (reference as Row)[each.name.value];
    if (value === undefined) return false;
    if (value === null) return true; // no object has such a key, which is nobody's fault
    const items = Array.isArray(value) ? value : [value];
    return !each.selectionSet || items.every((item) => covers(item, each.selectionSet!));
  });
}

/** Whether an object has the key's values. */
function agree(object: unknown, reference: unknown, { selections }: SelectionSetNode): boolean {
  return selections.every((each) => {
    if (each.kind !== Kind.FIELD) return true;
    const own = (object as Row)[each.name.value];
    const mine = typeof own === "function" ? own({}) : own;
    const theirs = (reference as Row)[each.name.value];
    const below = each.selectionSet;
    const same = (a: unknown, b: unknown): boolean => {
      if (Array.isArray(a))
        return Array.isArray(b) && a.length === b.length && a.every((item, index) => same(item, b[index]));
      return below && a && typeof a === "object" ? agree(a, b, below) : String(a) === String(b);
    };
    return mine !== undefined && mine !== null && !(mine instanceof Error) && same(mine, theirs);
  });
}
