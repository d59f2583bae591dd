import {
  type FieldNode,
  type GraphQLArgument,
  type GraphQLField,
  getArgumentValues,
  isNonNullType,
  type ValueNode,
  valueFromAST,
  visit,
} from "graphql";
import type { Run } from "./run.ts";

type Values = Record<string, unknown>;
type Variables = Run["variables"];

/** Puts one argument's value in place, or says that it cannot be had in the plain way. */
type Take = (values: Values, variables: Variables) => boolean;

/**
 * The arguments of a field, made anew for each call because resolvers may keep or change what they get. Whatever is not
 * plainly right goes to graphql's own function, which knows how to complain.
 */
export function compileArguments(
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
): (variables: Variables) => Values {
  const takes = field.args.map((argument) => compileArgument(argument, node)).filter((take) => take !== undefined);
  return (variables) => {
    const values: Values = {};
    for (const take of takes) {
      if (!take(values, variables)) return getArgumentValues(field, node, variables as Values);
    }
    return values;
  };
}

/** Undefined for an argument that is not given and has no default. */
function compileArgument({ name, type, defaultValue }: GraphQLArgument, node: FieldNode): Take | undefined {
  const value = node.arguments?.find((argument) => argument.name.value === name)?.value;
  const isRequired = isNonNullType(type);

  const takeDefault: Take = (values) => {
    if (defaultValue !== undefined) values[name] = defaultValue;
    return defaultValue !== undefined || !isRequired;
  };
  if (!value) return defaultValue === undefined && !isRequired ? undefined : takeDefault;

  if (value.kind === "Variable") {
    const variable = value.name.value;
    return (values, variables) => {
      if (!Object.hasOwn(variables, variable)) return takeDefault(values, variables);
      const given = variables[variable];
      values[name] = given;
      return given !== undefined && (given !== null || !isRequired);
    };
  }
  if (value.kind === "NullValue" && isRequired) return () => false;

  const constant = hasVariables(value) ? undefined : valueFromAST(value, type);
  if (constant !== undefined && (constant === null || typeof constant !== "object")) {
    return (values) => {
      values[name] = constant;
      return true;
    };
  }
  return (values, variables) => {
    values[name] = valueFromAST(value, type, variables as Values);
    return values[name] !== undefined;
  };
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
