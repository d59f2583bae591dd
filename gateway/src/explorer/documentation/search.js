import { isEnumType, isInputObjectType } from "graphql";

const most = 100;

/**
 * Types, fields, arguments and enum values whose name has the text, the best first: `{ type, member, argument, kind }`.
 * `Product.ti` looks for members of a type.
 */
export function search(schema, text) {
  const [first, second] = text.trim().toLowerCase().split(".");
  const hits = [];
  const hit = (name, found, weight) => {
    const rank = rankOf(name.toLowerCase(), second ?? first);
    if (rank !== undefined) hits.push({ ...found, rank: rank + weight });
  };
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith("__")) continue;
    if (second !== undefined && !type.name.toLowerCase().includes(first)) continue;
    if (second === undefined) hit(type.name, { type, kind: "type" }, 0);
    for (const member of membersOf(type)) {
      hit(member.name, { type, member, kind: "member" }, 0.3);
      for (const argument of member.args ?? []) hit(argument.name, { type, member, argument, kind: "argument" }, 0.6);
    }
  }
  return hits.sort((one, other) => one.rank - other.rank).slice(0, most);
}

/** Fields of an object, interface or input; values of an enum. */
export function membersOf(type) {
  if (isEnumType(type)) return type.getValues();
  if (isInputObjectType(type) || type.getFields) return Object.values(type.getFields());
  return [];
}

function rankOf(name, wanted) {
  if (name === wanted) return 0;
  if (name.startsWith(wanted)) return 1;
  return name.includes(wanted) ? 2 : undefined;
}
