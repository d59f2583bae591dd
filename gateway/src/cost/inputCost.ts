import {
  type GraphQLInputType,
  getNullableType,
  isInputObjectType,
  isListType,
  type ValueNode,
  valueFromAST,
  visit,
} from "graphql";
import type { Amount, Formula } from "./formula.ts";
import type { Weights } from "./weights.ts";

/** What an argument costs that is given to a field: its weight for each of its values, and the weights within them. */
export function argumentCost(
  formula: Formula,
  weights: Weights,
  { type, weight, value }: { readonly type: GraphQLInputType; readonly weight: number; readonly value: ValueNode },
): Amount {
  if (weight === 0 && !weights.isWeightedWithin(type)) return 0;
  if (!hasVariables(value)) return inputCost(valueFromAST(value, type), type, weight, weights);
  return formula.ofVariables((variables) => inputCost(valueFromAST(value, type, variables), type, weight, weights));
}

function inputCost(value: unknown, given: GraphQLInputType, weight: number, weights: Weights): number {
  if (value === undefined || value === null) return 0;
  const type = getNullableType(given);
  if (isListType(type)) {
    return (value as readonly unknown[]).reduce(
      (total: number, each) => total + inputCost(each, type.ofType, weight, weights),
      0,
    );
  }
  if (!isInputObjectType(type)) return weight;
  let total = weight;
  for (const [name, field] of Object.entries(type.getFields())) {
    const within = (value as Readonly<Record<string, unknown>>)[name];
    total += inputCost(within, field.type, weights.ofInputField(type.name, name), weights);
  }
  return total;
}

function hasVariables(value: ValueNode): boolean {
  let found = false;
  visit(value, {
    Variable() {
      found = true;
    },
  });
  return found;
}
