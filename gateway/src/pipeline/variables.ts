import { type ASTNode, GraphQLError, getVariableValues } from "graphql";
import type { Variables } from "../response/shape.ts";
import type { KnownOperation } from "./operation.ts";
import { Refusal } from "./refusal.ts";

const none: Variables = Object.freeze({});
/** A value is quoted in the error about it, and it may be long. */
const longestMessage = 500;

/** Deeper values are refused: whatever looks through them, here or in a subgraph, may run out of stack. */
const mostLevels = 100;

/** An operation's variables with their defaults, coerced by the specification's rules. Throws a Refusal. */
export function coerceVariables(operation: KnownOperation, given: Variables | null | undefined): Variables {
  const definitions = operation.node.variableDefinitions;
  if (!definitions || definitions.length === 0) return none;
  for (const { variable } of definitions) {
    if (isDeeper(given?.[variable.name.value], mostLevels)) {
      throw refusedVariable(`Variable "$${variable.name.value}" is more than ${mostLevels} levels deep.`, variable);
    }
  }
  const { coerced, errors } = getVariableValues(operation.variant.schema, definitions, given ?? none, {
    maxErrors: 10,
  });
  if (!errors) return coerced;
  throw new Refusal(errors.map(told), { isOfDocument: true });
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (levels === 0) return true;
  for (const each of Array.isArray(value) ? value : Object.values(value)) if (isDeeper(each, levels - 1)) return true;
  return false;
}

function refusedVariable(message: string, node: ASTNode): Refusal {
  return new Refusal([new GraphQLError(message, { nodes: node, extensions: { code: "BAD_USER_INPUT" } })], {
    isOfDocument: true,
  });
}

function told({ message, nodes }: GraphQLError): GraphQLError {
  const plain = message.replace(/ ?Did you mean .+\?$/, "");
  return new GraphQLError(plain.length > longestMessage ? `${plain.slice(0, longestMessage)}…` : plain, {
    nodes,
    extensions: { code: "BAD_USER_INPUT" },
  });
}
