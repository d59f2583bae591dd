import {
  getNamedType,
  getNullableType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isInputType,
  isLeafType,
  isListType,
  isRequiredArgument,
  isRequiredInputField,
} from "graphql";
import { tokensOf } from "../text/graphqlTokens.js";
import { jsonPlaceAt } from "../text/json.js";
import { placeAt } from "./place.js";

const mostOffered = 80;
const roots = ["query", "mutation", "subscription"];

/**
 * What may stand at the cursor of a document: `{ from, to, items }`, the best first. An item is
 * `{ label, detail, description, isDeprecated, insert, caret }`; `caret` counts from the beginning of `insert`.
 */
export function completionsAt(schema, text, offset) {
  const place = placeAt(schema, text, offset);
  const tail = text.slice(place.to);
  const items = place.word.startsWith("@") ? directives(schema) : candidates(schema, place, text, tail);
  return { from: place.from, to: place.to, items: ranked(items, place.word) };
}

/** What may stand at the cursor of the variables' JSON, by the types that the operation declares. */
export function variableCompletionsAt(types, text, offset) {
  const place = jsonPlaceAt(text, offset);
  const type = typeAt(types, place.path);
  const items = place.expects === "key" ? keys(type, place) : place.expects === "value" && type ? jsonValues(type) : [];
  return { from: place.from, to: place.to, items: ranked(items, place.word.replaceAll('"', "")) };
}

function candidates(schema, place, text, tail) {
  switch (place.kind) {
    case "definition":
      return [
        ...roots.filter((kind) => schema.getRootType(kind)).map((kind) => item(kind, { insert: `${kind} ` })),
        item("fragment", { insert: "fragment " }),
      ];
    case "on":
      return [item("on", { insert: "on " })];
    case "selection":
      return fields(place.type, tail);
    case "spread":
      return [item("on", { detail: "type condition", insert: "on " }), ...fragments(schema, place.type, text)];
    case "condition":
      return conditions(schema, place.type);
    case "argument":
      return place.known
        .filter(({ name }) => !place.used.includes(name))
        .map((each) =>
          item(each.name, {
            detail: String(each.type) + (isRequiredArgument(each) ? " – required" : ""),
            ...about(each),
            insert: /^\s*:/.test(tail) ? each.name : `${each.name}: `,
            weight: isRequiredArgument(each) ? 0 : 1,
          }),
        );
    case "value":
      return values(place, tail);
    case "inputType":
      return Object.values(schema.getTypeMap())
        .filter((type) => isInputType(type) && !type.name.startsWith("__"))
        .map((type) => item(type.name, { description: type.description }));
    default:
      return [];
  }
}

function fields(type, tail) {
  if (!type) return [];
  const own = type.getFields ? Object.values(type.getFields()) : [];
  return [
    ...own.map((field) => item(field.name, { detail: String(field.type), ...about(field), ...shapeOf(field, tail) })),
    item("__typename", { detail: "String!", description: "The name of the object's type", weight: 2 }),
    ...(isAbstractType(type) ? [item("... on", { insert: "... on ", detail: "type condition", weight: 2 })] : []),
  ];
}

/** A field comes with the brackets that it cannot do without, and the cursor in the first of them. */
function shapeOf(field, tail) {
  const isFollowed = /^[ \t]*[({:]/.test(tail);
  if (isFollowed) return {};
  const required = field.args.filter(isRequiredArgument);
  const list = required.map(({ name }) => `${name}: `).join(", ");
  const brackets = required.length > 0 ? `(${list})` : "";
  const isParent = isCompositeType(getNamedType(field.type));
  if (!brackets && !isParent) return {};
  const insert = `${field.name}${brackets}${isParent ? " {  }" : ""}`;
  return { insert, caret: required.length > 0 ? insert.indexOf(": ") + 2 : insert.length - 2 };
}

function conditions(schema, type) {
  const possible = type && isAbstractType(type) ? [type, ...schema.getPossibleTypes(type)] : undefined;
  const composite = Object.values(schema.getTypeMap()).filter(
    (each) => isCompositeType(each) && !each.name.startsWith("__"),
  );
  const fitting = type ? composite.filter((each) => overlaps(schema, each, type)) : composite;
  return (fitting.length > 0 ? fitting : (possible ?? composite)).map((each) =>
    item(each.name, { description: each.description }),
  );
}

function fragments(schema, type, text) {
  const tokens = tokensOf(text);
  return tokens.flatMap(({ text: keyword }, index) => {
    const [name, on, condition] = tokens.slice(index + 1, index + 4);
    if (keyword !== "fragment" || on?.text !== "on" || !condition) return [];
    const target = schema.getType(condition.text);
    if (type && target && isCompositeType(target) && !overlaps(schema, target, type)) return [];
    return [item(name.text, { detail: `on ${condition.text}` })];
  });
}

function overlaps(schema, one, other) {
  const possible = (type) => (isAbstractType(type) ? schema.getPossibleTypes(type) : [type]);
  const names = new Set(possible(one).map(({ name }) => name));
  return possible(other).some(({ name }) => names.has(name));
}

function values({ type, variables }, tail) {
  const fitting = variables.filter((variable) => !type || !variable.type || fits(variable.type, type));
  const offered = fitting.map(({ name, type: declared }) =>
    item(`$${name}`, { detail: declared && String(declared), weight: 0 }),
  );
  const bare = type && getNullableType(type);
  if (isEnumType(bare)) offered.push(...bare.getValues().map((value) => item(value.name, { ...about(value) })));
  if (bare?.name === "Boolean") offered.push(item("true", {}), item("false", {}));
  if (isInputObjectType(bare) && !/^\s*\{/.test(tail))
    offered.push(item("{ }", { insert: "{  }", caret: 2, detail: bare.name }));
  if (isListType(bare) && !/^\s*\[/.test(tail))
    offered.push(item("[ ]", { insert: "[]", caret: 1, detail: String(bare) }));
  if (type && bare === type) offered.push(item("null", { weight: 3 }));
  return offered;
}

/** A variable may be put where its type, made non-null by its default or not, is asked for. */
function fits(given, wanted) {
  const names = getNamedType(given).name === getNamedType(wanted).name;
  const isList = (type) => isListType(getNullableType(type));
  return names && isList(given) === isList(wanted);
}

function directives(schema) {
  const executable = new Set(["QUERY", "MUTATION", "SUBSCRIPTION", "FIELD", "FRAGMENT_SPREAD", "INLINE_FRAGMENT"]);
  return schema
    .getDirectives()
    .filter(({ locations }) => locations.some((location) => executable.has(location)))
    .map(({ name, args, description }) => {
      const required = args.filter(isRequiredArgument);
      const brackets = required.length > 0 ? `(${required.map((each) => `${each.name}: `).join(", ")})` : "";
      return item(`@${name}`, {
        description,
        insert: `@${name}${brackets}`,
        caret: brackets ? `@${name}`.length + brackets.indexOf(": ") + 2 : undefined,
      });
    });
}

/** The input type that a path of the variables' JSON leads to; for the root, the declared variables themselves. */
function typeAt(types, path) {
  let type = types;
  for (const step of path) {
    if (type === undefined) return undefined;
    const bare = type === types ? type : getNullableType(type);
    if (bare === types) type = types.get(step);
    else if (isListType(bare)) type = typeof step === "number" ? bare.ofType : undefined;
    else type = isInputObjectType(bare) ? bare.getFields()[step]?.type : undefined;
  }
  return type;
}

function keys(type, { keys: used, isBeforeColon }) {
  const bare = type instanceof Map ? type : type && getNullableType(type);
  const members =
    bare instanceof Map
      ? [...bare].map(([name, each]) => ({ name, type: each, defaultValue: undefined }))
      : isInputObjectType(bare)
        ? Object.values(bare.getFields())
        : [];
  return members
    .filter(({ name }) => !used.includes(name))
    .map((member) =>
      item(member.name, {
        detail: String(member.type),
        ...about(member),
        insert: `"${member.name}"${isBeforeColon ? "" : ": "}`,
        weight: isRequiredInputField(member) ? 0 : 1,
      }),
    );
}

function jsonValues(type) {
  const bare = getNullableType(type);
  const offered = [];
  if (isEnumType(bare))
    offered.push(...bare.getValues().map((each) => item(each.name, { ...about(each), insert: `"${each.name}"` })));
  if (bare.name === "Boolean") offered.push(item("true", {}), item("false", {}));
  if (isInputObjectType(bare)) offered.push(item("{ }", { insert: "{}", caret: 1, detail: bare.name }));
  if (isListType(bare)) offered.push(item("[ ]", { insert: "[]", caret: 1, detail: String(bare) }));
  if (isLeafType(bare) && !isEnumType(bare) && bare.name !== "Boolean" && !["Int", "Float"].includes(bare.name)) {
    offered.push(item('" "', { insert: '""', caret: 1, detail: bare.name }));
  }
  if (bare === type) offered.push(item("null", { weight: 3 }));
  return offered;
}

function about({ description, deprecationReason }) {
  return { description, isDeprecated: deprecationReason != null, deprecationReason };
}

function item(label, { insert = label, caret, weight = 1, ...rest }) {
  return { label, insert, caret: caret ?? insert.length, weight, ...rest };
}

/** What begins with the word first, then what has it inside, then what has its letters in order. */
function ranked(items, word) {
  const wanted = word.toLowerCase();
  const rank = ({ label }) => {
    const name = label.toLowerCase();
    if (name.startsWith(wanted)) return 0;
    if (name.includes(wanted)) return 1;
    return hasInOrder(name, wanted) ? 2 : 9;
  };
  return items
    .map((each, index) => ({ each, index, rank: rank(each) }))
    .filter((entry) => entry.rank < 9)
    .sort(
      (one, other) =>
        one.rank - other.rank ||
        Number(one.each.isDeprecated ?? false) - Number(other.each.isDeprecated ?? false) ||
        one.each.weight - other.each.weight ||
        one.index - other.index,
    )
    .slice(0, mostOffered)
    .map(({ each }) => each);
}

function hasInOrder(name, letters) {
  let at = 0;
  for (const letter of name) if (letter === letters[at]) at++;
  return at === letters.length;
}
