import type { QueryPlanFieldNode, QueryPlanSelectionNode } from "@apollo/query-planner";
import type { Fetch } from "../planning/steps.ts";
import type { TypeConditions } from "../supergraph/load.ts";
import { compileCode, property, quoted } from "./code.ts";
import { type EntityKeys, isIdentified } from "./entityKeys.ts";
import type { Failures } from "./failures.ts";
import { type Container, isContainer, own } from "./merge.ts";
import { rewrite } from "./rewrites.ts";

/**
 * What is sent of an entity, as JSON text; undefined for one that cannot be asked for: something needed is missing, its
 * key is null, or nothing is wanted of its type.
 */
export type Represent = (entity: Container, failures: Failures | undefined) => string | undefined;

/** How many names of types are remembered, of those that have nothing to ask for too. */
const keptTypes = 1_000;

/** Compiles what a fetch sends of its entities, for each of their types when one is first met. */
export function compileRepresentation(fetch: Fetch, matches: TypeConditions, keysOf: EntityKeys): Represent {
  const byType = new Map<unknown, Represent>();
  let lastType: unknown;
  let last: Represent | undefined;

  return (entity, failures) => {
    const typeName = entity.__typename;
    if (typeName !== lastType || last === undefined) {
      last = byType.get(typeName);
      lastType = typeName;
    }
    if (last === undefined) {
      const fields = fieldsFor(typeName, fetch.requires ?? [], matches);
      const isWanted = typeof typeName === "string" && fields.length > 0;
      last = isWanted ? compileFor(typeName, fields, fetch, matches, keysOf) : () => undefined;
      // Names of the schema are few, but a subgraph may send any.
      if (byType.size < keptTypes) byType.set(typeName, last);
    }
    return last(entity, failures);
  };
}

function compileFor(
  typeName: string,
  fields: readonly QueryPlanFieldNode[],
  fetch: Fetch,
  matches: TypeConditions,
  keysOf: EntityKeys,
): Represent {
  const { sentName, others } = sentNameOf(typeName, fetch, matches);
  const sent = new Set(fields.map(keyOf));
  const keys = keysOf(fetch.service, sentName).filter((key) => key.fields.every((name) => sent.has(name)));

  const nested: Record<string, (value: Container, failures: Failures | undefined) => string | undefined> = {};
  const statements = fields
    .filter(({ name }) => name !== "__typename")
    .map((field, index) => {
      const key = keyOf(field);
      const { selections } = field;
      if (selections) nested[`nested${index}`] = (value, failures) => textOf(value, selections, matches, failures);
      return `value = ${property("entity", key)};
        if (typeof value === "string") text += ${quoted(`,${quoted(key)}:`)} + JSON.stringify(value);
        else if (value === undefined) return undefined;
        else if (value === null) {
          if (failures !== undefined && failures.find(entity, ${quoted(key)}) !== undefined) return undefined;
          isSure = false;
          text += ${quoted(`,${quoted(key)}:null`)};
        } else if (typeof value === "object") {
          part = ${selections ? `nested${index}(value, failures)` : "JSON.stringify(value)"};
          if (part === undefined) return undefined;
          isSure = false;
          text += ${quoted(`,${quoted(key)}:`)} + part;
        } else text += ${quoted(`,${quoted(key)}:`)} + value;`;
    });
  const represent = compileCode<Represent>(
    `return (entity, failures) => {
      let text = ${quoted(`{"__typename":${quoted(sentName)}`)}, isSure = true, value, part;
      ${statements.join("\n")}
      return isSure || isIdentified(entity) ? text + "}" : undefined;
    };`,
    { ...nested, isIdentified: (entity: Container) => keys.length === 0 || isIdentified(entity, keys) },
  );
  if (others.length === 0) return represent;
  return (entity, failures) => {
    const text = represent(entity, failures);
    if (text === undefined) return undefined;
    const value = JSON.parse(text) as Container;
    rewrite(value, others, matches);
    return JSON.stringify(value);
  };
}

/** By which name the subgraph knows the type, the interface's if it has an interface object; and the other rewrites. */
function sentNameOf(typeName: string, { inputRewrites }: Fetch, matches: TypeConditions) {
  let sentName = typeName;
  const others = inputRewrites.filter((each) => {
    const [condition = "", key] = each.path;
    if (each.kind !== "ValueSetter" || each.path.length !== 2 || key !== "__typename") return true;
    if (matches(typeName, condition.replace("... on ", ""))) sentName = String(each.setValueTo);
    return false;
  });
  return { sentName, others };
}

/** The fields selected of an object of this type, each once. */
function fieldsFor(
  typeName: unknown,
  selections: readonly QueryPlanSelectionNode[],
  matches: TypeConditions,
): QueryPlanFieldNode[] {
  const fields = new Map<string, QueryPlanFieldNode>();
  const collect = (selection: QueryPlanSelectionNode) => {
    if (selection.kind === "Field") {
      const known = fields.get(keyOf(selection));
      const merged = known?.selections && [...known.selections, ...(selection.selections ?? [])];
      fields.set(keyOf(selection), merged ? { ...selection, selections: merged } : selection);
    } else if (selection.typeCondition === undefined || matches(typeName, selection.typeCondition)) {
      for (const each of selection.selections) collect(each);
    }
  };
  for (const each of selections) collect(each);
  return [...fields.values()];
}

/** The selected part of a value inside an entity, which is less common and not compiled. */
function textOf(
  value: unknown,
  selections: readonly QueryPlanSelectionNode[],
  matches: TypeConditions,
  failures: Failures | undefined,
): string | undefined {
  if (!isContainer(value)) return JSON.stringify(value);
  const texts: string[] = [];
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      if (item === null && failures?.find(value as unknown as Container, index)) return undefined;
      const text = textOf(item, selections, matches, failures);
      if (text === undefined) return undefined;
      texts.push(text);
    }
    return `[${texts.join(",")}]`;
  }
  for (const field of fieldsFor(own(value, "__typename"), selections, matches)) {
    const key = keyOf(field);
    const given = own(value, key);
    // A null that stands for an error is no input: the subgraph would take it for a fact.
    if (given === null && failures?.find(value, key)) return undefined;
    const text = field.selections ? textOf(given, field.selections, matches, failures) : JSON.stringify(given);
    if (text === undefined) return undefined;
    texts.push(`${quoted(key)}:${text}`);
  }
  return `{${texts.join(",")}}`;
}

function keyOf({ alias, name }: QueryPlanFieldNode): string {
  return alias ?? name;
}
