import {
  defaultFieldResolver,
  type FieldNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  isLeafType,
  isNonNullType,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
} from "graphql";
import { compileArguments } from "./compileArguments.ts";
import { servedForm } from "./compileLeaf.ts";
import { compilePosition } from "./compilePosition.ts";
import { compileValue } from "./compileValue.ts";
import { infoOf, isPromise, type Path, type Place, type Run, type Variant } from "./run.ts";

/** One entry of a selection: what stands under a key of the response. */
export interface SelectedField {
  readonly key: string;
  /** Everything from arguments to response. Gives a value or a promise; throws, located, what the parent answers for. */
  readonly execute: (run: Run, source: unknown, parentPath: Path | undefined) => unknown;
  /** For a field without resolver and arguments, which is read from its parent. */
  readonly property?: Property;
}

/** The short way for a field that is read from its parent. */
export interface Property {
  readonly name: string;
  /** An expression on `value` that holds for values which go into the response as they are; undefined for none. */
  readonly isServed: string | undefined;
  /** What becomes of any other value. */
  readonly rest: (run: Run, source: unknown, value: unknown, parentPath: Path | undefined) => unknown;
  /** What becomes of the field when it cannot be read. */
  readonly fail: (run: Run, thrown: unknown, parentPath: Path | undefined) => null;
}

/** Compiles a field. Undefined when the type has no such field. */
export function compileField(
  variant: Variant,
  parent: GraphQLObjectType,
  key: string,
  nodes: readonly FieldNode[],
): SelectedField | undefined {
  const field = fieldOf(variant.schema, parent, nodes[0]!.name.value);
  if (!field) return undefined;
  if (field === TypeNameMetaFieldDef) return { key, execute: () => parent.name };
  const place: Place = { variant, parent, field, key, nodes };
  const execute = compileResolver(place);
  return field.resolve || field.args.length > 0
    ? { key, execute }
    : { key, execute, property: compileProperty(place, execute) };
}

function fieldOf(
  schema: GraphQLSchema,
  parent: GraphQLObjectType,
  name: string,
): GraphQLField<unknown, unknown> | undefined {
  if (name === TypeNameMetaFieldDef.name) return TypeNameMetaFieldDef;
  if (parent === schema.getQueryType()) {
    if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
    if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef;
  }
  return parent.getFields()[name];
}

function compileResolver(place: Place): SelectedField["execute"] {
  const { field, nodes } = place;
  const resolve = field.resolve ?? defaultFieldResolver;
  const argumentsOf = compileArguments(field, nodes[0]!);
  const { settle, fail } = compilePosition(place, field.type, compileValue(place, field.type));
  return (run, source, parentPath) => {
    const path = pathOf(place, parentPath);
    let value: unknown;
    try {
      value = resolve(source, argumentsOf(run.variables), run.context, infoOf(place, run, path));
    } catch (thrown) {
      return fail(run, thrown, path);
    }
    return settle(run, value, path);
  };
}

function compileProperty(place: Place, execute: SelectedField["execute"]): Property {
  const { type, name } = place.field;
  const { complete, settle, fail } = compilePosition(place, type, compileValue(place, type));
  const bare = isNonNullType(type) ? type.ofType : type;
  const isLeaf = isLeafType(bare);
  return {
    name,
    isServed: isLeaf ? servedForm(bare, isNonNullType(type)) : undefined,
    rest(run, source, value, parentPath) {
      // A method of its parent.
      if (typeof value === "function") return execute(run, source, parentPath);
      // Most of a response are leaves, and these have no use for a path as long as nothing is wrong.
      return isLeaf && !isPromise(value)
        ? complete(run, value, undefined)
        : settle(run, value, pathOf(place, parentPath));
    },
    fail: (run, thrown, parentPath) => fail(run, thrown, pathOf(place, parentPath)),
  };
}

function pathOf({ parent, key }: Place, parentPath: Path | undefined): Path {
  return { prev: parentPath, key, typename: parent.name };
}
