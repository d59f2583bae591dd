import {
  getNamedType,
  getNullableType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isRequiredArgument,
  isRequiredInputField,
  Kind,
  visit,
} from "graphql";
import { operationsOf, readDocument } from "../language/operations.js";

/**
 * Changes to an operation by its tree. A target is `{ kind, operation, path }`: the kind of operation, which of the
 * document's operations it is (its index, or undefined for a new one), and the path of fields to an element of it, each
 * step `{ field }` or `{ on: typeName }`. The text around a change stays as it was written.
 */

/** Whether the element is in the operation: its node, or undefined. */
export function nodeOf(document, { operation, path }) {
  let node = operationsOf(document)[operation]?.node;
  for (const step of path) node = node && childOf(node, step);
  return node;
}

function childOf(node, step) {
  return node.selectionSet?.selections.find((each) =>
    step.on
      ? each.kind === Kind.INLINE_FRAGMENT && each.typeCondition?.name.value === step.on
      : each.kind === Kind.FIELD && each.name.value === step.field,
  );
}

/**
 * Puts an element and what leads to it into the operation. Required arguments get variables. Gives the text, where it
 * changed, and values for new variables: `{ text, caret, operation, variables }`.
 */
export function add(text, schema, target) {
  const { document } = readDocument(text);
  const operations = operationsOf(document);
  const names = new Set(
    operations.flatMap(({ node }) => node.variableDefinitions ?? []).map((each) => each.variable.name.value),
  );
  const declared = new Map();
  const root = schema.getRootType(target.kind);
  const node = operations[target.operation]?.node;

  if (!node) {
    const body = render(schema, root, target.path, "  ", declarer(names, declared));
    const name = newName(target.path[0]?.field ?? target.kind, new Set(operations.map((each) => each.name)));
    const head = `${target.kind} ${name}${declared.size > 0 ? `(${definitions(declared)})` : ""}`;
    const begin = text.trimEnd();
    const before = begin ? `${begin}\n\n` : "";
    const made = `${before}${head} {\n  ${body}\n}\n`;
    return {
      text: made,
      caret: before.length + head.length + 5,
      operation: operations.length,
      variables: samples(declared),
    };
  }

  let parent = node;
  let type = root;
  let depth = 0;
  for (; depth < target.path.length; depth++) {
    const next = childOf(parent, target.path[depth]);
    if (!next?.selectionSet && !(next && depth === target.path.length - 1)) break;
    type = typeAfter(schema, type, target.path[depth]);
    parent = next;
  }
  if (depth === target.path.length)
    return { text, caret: parent.loc.start, operation: target.operation, variables: {} };

  const indent = `${indentOf(text, parent === node ? node.loc.start : parent.loc.start)}  `;
  const existing = childOf(parent, target.path[depth]);
  const changes = [];
  if (existing) {
    // A field that should have a selection and has none.
    const inner = render(
      schema,
      typeAfter(schema, type, target.path[depth]),
      target.path.slice(depth + 1),
      `${indent}  `,
      declarer(names, declared),
    );
    changes.push({ at: existing.loc.end, insert: ` {\n${indent}  ${inner}\n${indent}}` });
  } else {
    const body = render(schema, type, target.path.slice(depth), indent, declarer(names, declared));
    const last = parent.selectionSet.selections.at(-1);
    const isOnOneLine = !text.slice(last.loc.end, parent.selectionSet.loc.end).includes("\n") && !body.includes("\n");
    const rest = text.slice(last.loc.end).match(/^[ \t,]*(#[^\n]*)?/)[0];
    if (isOnOneLine) changes.push({ at: last.loc.end, insert: ` ${body}` });
    else if (!text.slice(last.loc.end, parent.selectionSet.loc.end).includes("\n")) {
      changes.push({ at: last.loc.end, insert: `\n${indent}${body}\n${indent.slice(2)}` });
    } else changes.push({ at: last.loc.end + rest.length, insert: `\n${indent}${body}` });
  }
  return finish(text, node, changes, declared, target.operation);
}

/** Takes an element out; what would be left empty around it goes with it, and variables that nobody uses any more. */
export function remove(text, { operation, path }) {
  const { document } = readDocument(text);
  const { node: root } = operationsOf(document)[operation];
  let doomed = root;
  let parent = root;
  for (const step of path) {
    const next = childOf(parent, step);
    if (!next) return { text, operation };
    if (parent.selectionSet.selections.length > 1) doomed = next;
    parent = next;
  }
  const used = variablesIn(root);
  const cleared = cut(text, doomed.loc.start, doomed.loc.end);
  if (doomed === root)
    return { text: cleared.trim() ? cleared.replace(/\n{3,}/g, "\n\n").trimStart() : "", operation: undefined };
  return { text: withoutUnused(cleared, operation, used), operation };
}

/** Gives a field an argument, with a variable for its value. */
export function addArgument(text, schema, target, argument) {
  const added = add(text, schema, target);
  const { document } = readDocument(added.text);
  const place = { ...target, operation: added.operation };
  const { node: root } = operationsOf(document)[added.operation];
  const field = nodeOf(document, place);
  if (field.arguments.some(({ name }) => name.value === argument.name)) return added;
  const names = new Set((root.variableDefinitions ?? []).map(({ variable }) => variable.name.value));
  const declared = new Map();
  const insert = `${argument.name}: $${declarer(names, declared)(argument, field.name.value)}`;
  const last = field.arguments.at(-1);
  const change = last ? { at: last.loc.end, insert: `, ${insert}` } : { at: field.name.loc.end, insert: `(${insert})` };
  const done = finish(added.text, root, [change], declared, added.operation);
  return { ...done, variables: { ...added.variables, ...done.variables } };
}

export function removeArgument(text, target, name) {
  const { document } = readDocument(text);
  const field = nodeOf(document, target);
  const index = field?.arguments.findIndex((each) => each.name.value === name) ?? -1;
  if (index < 0) return { text, operation: target.operation };
  const used = variablesIn(operationsOf(document)[target.operation].node);
  const { arguments: given } = field;
  const [from, to] =
    given.length === 1
      ? [field.name.loc.end, text.indexOf(")", given[0].loc.end) + 1]
      : index === 0
        ? [given[0].loc.start, given[1].loc.start]
        : [given[index - 1].loc.end, given[index].loc.end];
  return {
    text: withoutUnused(text.slice(0, from) + text.slice(to), target.operation, used),
    operation: target.operation,
  };
}

function finish(text, node, changes, declared, operation) {
  const [{ at, insert }] = changes;
  const before = declared.size > 0 ? [declaration(node, declared)] : [];
  const caret = at + insert.length + before.reduce((sum, change) => sum + change.insert.length, 0);
  const all = [...changes, ...before].sort((one, other) => other.at - one.at);
  let made = text;
  for (const change of all) made = made.slice(0, change.at) + change.insert + made.slice(change.at);
  return { text: made, caret, operation, variables: samples(declared) };
}

/** Where new variables are declared in an operation, even in one without a keyword. */
function declaration(node, declared) {
  const last = node.variableDefinitions?.at(-1);
  if (last) return { at: last.loc.end, insert: `, ${definitions(declared)}` };
  if (node.name) return { at: node.name.loc.end, insert: `(${definitions(declared)})` };
  const isShort = node.loc.start === node.selectionSet.loc.start;
  if (isShort) return { at: node.loc.start, insert: `query (${definitions(declared)}) ` };
  return { at: node.loc.start + node.operation.length, insert: ` (${definitions(declared)})` };
}

function definitions(declared) {
  return [...declared].map(([name, { type }]) => `$${name}: ${type}`).join(", ");
}

/** Declares a variable for an argument, named after it, and after its field when that name is taken. */
function declarer(names, declared) {
  return ({ name, type }, field) => {
    const taken = (each) => names.has(each) || declared.has(each);
    let chosen = taken(name) ? field + name[0].toUpperCase() + name.slice(1) : name;
    for (let count = 2; taken(chosen); count++) chosen = `${field}${name[0].toUpperCase()}${name.slice(1)}${count}`;
    declared.set(chosen, { type });
    return chosen;
  };
}

/** A field with what is below it on the path; without a path below, an object gets a field that it has for sure. */
function render(schema, type, path, indent, declare) {
  const [step, ...rest] = path;
  if (!step) return smallest(type);
  const next = typeAfter(schema, type, step);
  const inner = () => `{\n${indent}  ${render(schema, next, rest, `${indent}  `, declare)}\n${indent}}`;
  if (step.on) return `... on ${step.on} ${inner()}`;
  const { args } = type.getFields()[step.field];
  const given = args.filter(isRequiredArgument).map((each) => `${each.name}: $${declare(each, step.field)}`);
  const head = step.field + (given.length > 0 ? `(${given.join(", ")})` : "");
  return isCompositeType(next) ? `${head} ${inner()}` : head;
}

function smallest(type) {
  const fields = Object.values(type.getFields?.() ?? {});
  const plain = fields.filter((field) => isLeafType(getNamedType(field.type)) && !field.args.some(isRequiredArgument));
  const current = plain.filter(({ deprecationReason }) => deprecationReason == null);
  return (current.find(({ name }) => name === "id") ?? current[0])?.name ?? "__typename";
}

function typeAfter(schema, type, step) {
  return step.on ? schema.getType(step.on) : getNamedType(type.getFields()[step.field].type);
}

/** Values to begin with for new variables: of the right type, empty. */
function samples(declared) {
  return Object.fromEntries([...declared].map(([name, { type }]) => [name, sampleOf(type)]));
}

export function sampleOf(type, depth = 0) {
  const bare = getNullableType(type);
  if (bare === type && depth > 0) return null;
  if (isListType(bare)) return [];
  if (isEnumType(bare)) return bare.getValues()[0].name;
  if (isInputObjectType(bare)) {
    const required = Object.values(bare.getFields()).filter(isRequiredInputField);
    return depth > 4 ? {} : Object.fromEntries(required.map((each) => [each.name, sampleOf(each.type, depth + 1)]));
  }
  return { Int: 0, Float: 0, Boolean: false }[bare.name] ?? "";
}

function withoutUnused(text, operation, usedBefore) {
  const { document } = readDocument(text);
  const { node } = operationsOf(document)[operation];
  const used = variablesIn(document);
  const definitions = node.variableDefinitions ?? [];
  const kept = definitions.filter(({ variable: { name } }) => used.has(name.value) || !usedBefore.has(name.value));
  if (kept.length === definitions.length) return text;
  const [first, last] = [definitions[0].loc.start, definitions.at(-1).loc.end];
  if (kept.length > 0) {
    return text.slice(0, first) + kept.map(({ loc }) => text.slice(loc.start, loc.end)).join(", ") + text.slice(last);
  }
  const from = text.lastIndexOf("(", first);
  return text.slice(0, from).trimEnd() + text.slice(text.indexOf(")", last) + 1);
}

/** The variables that are used below a node, their declarations aside. */
function variablesIn(node) {
  const names = new Set();
  visit(node, {
    VariableDefinition: () => false,
    Variable: ({ name }) => void names.add(name.value),
  });
  return names;
}

/** Cuts a range out; lines that have nothing else go as a whole. */
function cut(text, start, end) {
  const before = text.slice(0, start).match(/(?:^|\n)[ \t]*$/);
  const after = text.slice(end).match(/^[ \t,]*(?=\n|$)/);
  if (before && after) {
    const from = start - before[0].length;
    return text.slice(0, from) + text.slice(end + after[0].length);
  }
  const gap = text.slice(end).match(/^[\s,]*/)[0];
  return text.slice(0, start) + text.slice(end + gap.length);
}

function indentOf(text, offset) {
  return text.slice(text.lastIndexOf("\n", offset - 1) + 1, offset).match(/^[ \t]*/)[0];
}

function newName(field, taken) {
  const name = field[0].toUpperCase() + field.slice(1);
  let chosen = name;
  for (let count = 2; taken.has(chosen); count++) chosen = name + count;
  return chosen;
}
