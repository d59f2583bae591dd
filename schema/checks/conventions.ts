import {
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isNonNullType,
  isObjectType,
  isUnionType,
} from "graphql";
import { publicTypes } from "./descriptions.ts";

/** The schema conventions of docs/architecture.md that can be read off a schema. Gives one line for each breach. */
export function brokenConventions(schema: GraphQLSchema): string[] {
  return [
    ...publicTypes(schema).flatMap(misnamed),
    ...fieldsOf(schema).flatMap(({ type, field }) => [...unpaged(type, field), ...inexactMoney(type, field)]),
    ...deprecatedIn(schema).flatMap(undated),
    ...Object.values(schema.getMutationType()?.getFields() ?? {}).flatMap((field) => oddMutation(schema, field)),
  ];
}

const PascalCase = /^[A-Z][A-Za-z0-9]*$/;
const camelCase = /^[a-z][A-Za-z0-9]*$/;
const CONSTANT_CASE = /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/;

function misnamed(type: GraphQLNamedType): string[] {
  const breaches = PascalCase.test(type.name) ? [] : [`${type.name}: types are named in PascalCase`];
  if (isEnumType(type)) {
    for (const { name } of type.getValues()) {
      if (!CONSTANT_CASE.test(name)) breaches.push(`${type.name}.${name}: enum values are named in CONSTANT_CASE`);
    }
  } else if (isObjectType(type) || isInterfaceType(type) || isInputObjectType(type)) {
    for (const { name } of Object.values(type.getFields())) {
      if (!camelCase.test(name)) breaches.push(`${type.name}.${name}: fields are named in camelCase`);
    }
  }
  return breaches;
}

/** A list that can grow is a connection, read page by page behind a cursor, never by offset. */
function unpaged(type: GraphQLNamedType, field: GraphQLField<unknown, unknown>): string[] {
  const place = `${type.name}.${field.name}`;
  const given = new Set(field.args.map(({ name }) => name));
  const breaches = ["offset", "skip", "page", "limit"]
    .filter((name) => given.has(name))
    .map((name) => `${place}(${name}:): lists are paged with first and after`);
  if (!getNamedType(field.type).name.endsWith("Connection")) return breaches;
  for (const name of ["first", "after"]) {
    if (!given.has(name)) breaches.push(`${place}: a connection takes ${name}`);
  }
  return breaches;
}

/** Money is a Money: a bare number has no currency, and a Float cannot hold cents. */
function inexactMoney(type: GraphQLNamedType, field: GraphQLField<unknown, unknown>): string[] {
  const isMoney = /(^|[a-z])(price|subtotal|total|discount|tax)$/i.test(field.name);
  const kind = getNamedType(field.type).name;
  return isMoney && (kind === "Float" || kind === "Int")
    ? [`${type.name}.${field.name}: an amount of money is a Money, not ${kind}`]
    : [];
}

/** `doThis(input: DoThisInput!): DoThisResult!`, a union of what is made and of expected refusals that say UserError. */
function oddMutation(schema: GraphQLSchema, field: GraphQLField<unknown, unknown>): string[] {
  const place = `Mutation.${field.name}`;
  const breaches: string[] = [];

  const inputName = `${field.name[0]!.toUpperCase()}${field.name.slice(1)}Input`;
  const [input, ...more] = field.args;
  if (
    input?.name !== "input" ||
    more.length > 0 ||
    !isNonNullType(input.type) ||
    getNamedType(input.type).name !== inputName
  ) {
    breaches.push(`${place}: a mutation takes one argument, input: ${inputName}!`);
  }

  const result = getNullableType(field.type);
  if (!isNonNullType(field.type) || !isUnionType(result))
    return [...breaches, `${place}: a mutation gives a union, never null`];
  const userError = schema.getType("UserError");
  const isRefusal = (member: GraphQLNamedType) =>
    isObjectType(member) && member.getInterfaces().some((one) => one.name === userError?.name);
  if (result.getTypes().every(isRefusal)) breaches.push(`${place}: ${result.name} has no type for success`);
  if (!result.getTypes().some(isRefusal))
    breaches.push(`${place}: ${result.name} has no type for a refusal (UserError)`);
  return breaches;
}

/** What is deprecated says until when it stays, so that clients can plan and owners can keep to it. */
function undated({ coordinate, reason }: Deprecated): string[] {
  const [date] = /\b\d{4}-\d\d-\d\d\b/.exec(reason) ?? [];
  const isDate = date !== undefined && new Date(`${date}T00:00:00Z`).toJSON()?.startsWith(date) === true;
  return isDate ? [] : [`${coordinate}: @deprecated says until when it stays, such as "… removed after 2027-06-30"`];
}

interface Deprecated {
  readonly coordinate: string;
  readonly reason: string;
}

function deprecatedIn(schema: GraphQLSchema): Deprecated[] {
  return publicTypes(schema)
    .flatMap((type) => {
      const at = ({ name, deprecationReason }: Member, place = type.name) => ({
        coordinate: `${place}.${name}`,
        reason: deprecationReason,
      });
      if (isEnumType(type)) return type.getValues().map((value) => at(value));
      if (isInputObjectType(type)) return Object.values(type.getFields()).map((field) => at(field));
      if (!isObjectType(type) && !isInterfaceType(type)) return [];
      return Object.values(type.getFields()).flatMap((field) => [
        at(field),
        ...field.args.map((argument) => at(argument, `${type.name}.${field.name}`)),
      ]);
    })
    .filter((member): member is Deprecated => typeof member.reason === "string");
}

interface Member {
  readonly name: string;
  readonly deprecationReason?: string | null;
}

function fieldsOf(schema: GraphQLSchema): { type: GraphQLNamedType; field: GraphQLField<unknown, unknown> }[] {
  return publicTypes(schema).flatMap((type) =>
    isObjectType(type) || isInterfaceType(type)
      ? Object.values(type.getFields()).map((field) => ({ type, field }))
      : [],
  );
}
