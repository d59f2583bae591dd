import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
} from "graphql";
import { argumentOf, memberOf } from "../supergraph/coordinates.ts";
import { appliedTo, type DirectiveBearer, directiveNames, listOf } from "../supergraph/directives.ts";
import type { LoadedSupergraph } from "../supergraph/load.ts";

/** What a mutation costs before anything that it selects. */
export const mutationCost = 10;
/** An object, whatever its type, unless its annotations say otherwise. Scalars and enums cost nothing. */
const objectCost = 1;

/** What `@listSize` says of a field. */
export interface ListSize {
  readonly assumedSize: number | undefined;
  readonly slicingArguments: readonly string[];
  /** Lists within what the field gives, which are the ones that it sizes. */
  readonly sizedFields: readonly string[];
}

/** What a field costs by itself. */
export interface FieldWeight {
  /** Of each of its values. */
  readonly weight: number;
  readonly listSize: ListSize | undefined;
  /** The same for fields that cost the same, whatever is selected of them and given to them. */
  readonly kind: number;
}

/** What a supergraph says about the costs of its elements. */
export interface Weights {
  ofField(type: string, field: string): FieldWeight;
  ofArgument(type: string, field: string, argument: string): number;
  ofInputField(type: string, field: string): number;
  /** Whether a field of the input type, or of what it holds, has a weight. */
  isWeightedWithin(type: GraphQLInputType): boolean;
}

const known = new WeakMap<LoadedSupergraph, Weights>();

/** The costs of a supergraph's elements, each read when it is first asked for. */
export function weightsOf(supergraph: LoadedSupergraph): Weights {
  let weights = known.get(supergraph);
  if (!weights) {
    weights = readWeights(supergraph.schema);
    known.set(supergraph, weights);
  }
  return weights;
}

/** Reads `@cost` and `@listSize`, whatever the supergraph calls them. */
export function readWeights(schema: GraphQLSchema): Weights {
  const names = directiveNames(schema);
  const fields = new Map<string, FieldWeight>();
  const inputs = new Map<string, number>();
  const weighted = new Map<string, boolean>();
  const kinds = new Map<string, number>();

  /** Undefined where nothing is said. */
  function said(bearer: DirectiveBearer | undefined): number | undefined {
    const weight = bearer && appliedTo(bearer, names.cost)[0]?.weight;
    return weight === undefined || Number.isNaN(Number(weight)) ? undefined : Number(weight);
  }

  function readField(type: string, name: string): FieldWeight {
    const field = fieldOf(schema, type, name);
    if (!field) return { weight: 0, listSize: undefined, kind: 0 };
    const value = getNamedType(field.type);
    const weight = said(field) ?? said(value) ?? (isCompositeType(value) ? objectCost : 0);
    const listSize = readListSize(field);
    const kind = JSON.stringify([String(field.type), weight, listSize, field.args.map(readArgument)]);
    if (!kinds.has(kind)) kinds.set(kind, kinds.size + 1);
    // Arguments may make a field cheaper; a field by itself never makes its parent so.
    return { weight: Math.max(0, weight), listSize, kind: kinds.get(kind)! };
  }

  function readArgument(argument: GraphQLArgument): readonly unknown[] {
    return [argument.name, String(argument.type), argument.defaultValue, readInput(argument)];
  }

  function readListSize(field: GraphQLField<unknown, unknown>): ListSize | undefined {
    const given = appliedTo(field, names.listSize)[0];
    if (!given) return undefined;
    return {
      assumedSize: typeof given.assumedSize === "number" ? Math.max(0, given.assumedSize) : undefined,
      slicingArguments: listOf(given.slicingArguments).map(String),
      sizedFields: listOf(given.sizedFields).map(String),
    };
  }

  function readInput(input: (DirectiveBearer & { readonly type: GraphQLInputType }) | undefined): number {
    return said(input) ?? said(input && getNamedType(input.type)) ?? 0;
  }

  function hasWeightWithin(type: GraphQLInputType, seen = new Set<string>()): boolean {
    const { name } = getNamedType(type);
    // The supergraph's own definition: a client's has no annotations.
    const own = schema.getType(name);
    if (!isInputObjectType(own) || seen.has(name)) return false;
    seen.add(name);
    return Object.values(own.getFields()).some((field) => readInput(field) !== 0 || hasWeightWithin(field.type, seen));
  }

  return {
    ofField: (type, name) => remembered(fields, memberOf(type, name), () => readField(type, name)),
    ofArgument: (type, field, argument) =>
      remembered(inputs, argumentOf(type, field, argument), () =>
        readInput(fieldOf(schema, type, field)?.args.find(({ name }) => name === argument)),
      ),
    ofInputField: (type, field) =>
      remembered(inputs, memberOf(type, field), () => {
        const input = schema.getType(type);
        return readInput(isInputObjectType(input) ? input.getFields()[field] : undefined);
      }),
    isWeightedWithin: (type) => remembered(weighted, getNamedType(type).name, () => hasWeightWithin(type)),
  };
}

function fieldOf(schema: GraphQLSchema, type: string, field: string): GraphQLField<unknown, unknown> | undefined {
  const parent = schema.getType(type);
  return isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[field] : undefined;
}

function remembered<Value>(values: Map<string, Value>, key: string, read: () => Value): Value {
  let value = values.get(key);
  if (value === undefined) {
    value = read();
    values.set(key, value);
  }
  return value;
}
