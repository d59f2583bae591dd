import {
  type FieldNode,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  getNullableType,
  Kind,
  type ValueNode,
  valueFromAST,
} from "graphql";
import type { Variables } from "../response/shape.ts";
import type { Amount, Formula } from "./formula.ts";
import type { ListSize } from "./weights.ts";

type ReadSize = (variables: Variables) => number | undefined;

/**
 * How many values a field is taken to give: the largest of its slicing arguments, or else what is assumed of it, or else
 * of any list.
 */
export function expectedSize(
  formula: Formula,
  listSize: ListSize | undefined,
  {
    field,
    node,
    defaultListSize,
  }: {
    readonly field: GraphQLField<unknown, unknown>;
    readonly node: FieldNode;
    readonly defaultListSize: number;
  },
): Amount {
  const assumed = listSize?.assumedSize ?? defaultListSize;
  const slices: (number | ReadSize)[] = [];
  for (const name of listSize?.slicingArguments ?? []) {
    const argument = field.args.find((each) => each.name === name);
    if (!argument) continue;
    const slice = sliceOf(argument, node.arguments?.find((each) => each.name.value === name)?.value);
    if (slice !== undefined) slices.push(slice);
  }
  if (slices.length === 0) return assumed;
  if (slices.every((slice) => typeof slice === "number")) return Math.max(...slices);
  return formula.ofVariables((variables) => {
    let largest: number | undefined;
    for (const slice of slices) {
      const size = typeof slice === "number" ? slice : slice(variables);
      if (size !== undefined && (largest === undefined || size > largest)) largest = size;
    }
    return largest ?? assumed;
  });
}

/** Undefined for an argument that is left out, or null. */
function sliceOf(argument: GraphQLArgument, value: ValueNode | undefined): number | ReadSize | undefined {
  const otherwise = sizeIn(argument.defaultValue);
  if (!value) return otherwise;
  if (value.kind !== Kind.VARIABLE)
    return sizeIn(valueFromAST(value, getNullableType(argument.type) as GraphQLInputType));
  const variable = value.name.value;
  // A variable without a value leaves the argument out, so its default counts.
  return (variables) => (Object.hasOwn(variables, variable) ? sizeIn(variables[variable]) : otherwise);
}

function sizeIn(value: unknown): number | undefined {
  return typeof value === "number" ? Math.max(0, value) : undefined;
}
