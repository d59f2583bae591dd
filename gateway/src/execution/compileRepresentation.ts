import type { QueryPlanFieldNode, QueryPlanSelectionNode } from "@apollo/query-planner";
import type { Fetch } from "../planning/steps.ts";
import type { TypeConditions } from "../supergraph/load.ts";
import { compileCode, property, quoted } from "./code.ts";
import type { Compilation } from "./compileSteps.ts";
import { isIdentified } from "./entityKeys.ts";
import type { SentFields } from "./hindrance.ts";
import { type Container, isContainer, own } from "./merge.ts";
import { rewrite } from "./rewrites.ts";

/** What is sent of the entities of a fetch. */
export interface Representation {
  /**
   * As JSON text; undefined for an entity that cannot be asked for: it has no key, or nothing is wanted of its type.
   * What is absent is left out, as it was skipped together with whatever requires it.
   */
  textOf(entity: Container): string | undefined;
  /** What textOf is about, for entities of one type. */
  sentOf(typeName: unknown): SentFields;
}

type TextOf = Representation["textOf"];

/** How many names of types are remembered, of those that have nothing to ask for too. */
const keptTypes = 1_000;

/** Compiles what a fetch sends of its entities, for each of their types when one is first met. */
export function compileRepresentation(
  fetch: Fetch,
  { supergraph: { matches }, keysOf, dependentsOf }: Pick<Compilation, "supergraph" | "keysOf" | "dependentsOf">,
): Representation {
  const byType = new Map<unknown, TextOf>();
  let lastType: unknown;
  let last: TextOf | undefined;

  const sentOf = (typeName: unknown): SentFields => {
    const fields = fieldsFor(typeName, fetch.requires ?? [], matches).filter(({ name }) => name !== "__typename");
    const { sentName } = sentNameOf(String(typeName), fetch, matches);
    const sent = new Set(fields.map(({ name }) => name));
    const keys = keysOf(fetch.service, sentName).filter((key) => key.fields.every((name) => sent.has(name)));
    return { fields, keys, dependents: dependentsOf(fetch, sentName) };
  };

  function compileFor(typeName: unknown): TextOf {
    const sent = sentOf(typeName);
    if (typeof typeName !== "string" || sent.fields.length === 0) return () => undefined;
    const { sentName, others } = sentNameOf(typeName, fetch, matches);
    // The planner may send what a field requires without a key, for types that it did not mean.
    if (sent.keys.length === 0) return () => undefined;
    const textOf = compileFields(sentName, sent, matches);
    if (others.length === 0) return textOf;
    return (entity) => {
      const text = textOf(entity);
      if (text === undefined) return undefined;
      const value = JSON.parse(text) as Container;
      rewrite(value, others, matches);
      return JSON.stringify(value);
    };
  }

  return {
    sentOf,
    textOf(entity) {
      const typeName = entity.__typename;
      if (typeName !== lastType || last === undefined) {
        last = byType.get(typeName);
        lastType = typeName;
      }
      if (last === undefined) {
        last = compileFor(typeName);
        // Names of the schema are few, but a subgraph may send any.
        if (byType.size < keptTypes) byType.set(typeName, last);
      }
      return last(entity);
    },
  };
}

function compileFields(sentName: string, { fields, keys }: SentFields, matches: TypeConditions): TextOf {
  const nested: Record<string, (value: Container) => string> = {};
  const statements = fields.map(({ alias, name, selections }, index) => {
    const sentKey = `,${quoted(name)}:`;
    // Anything but a plain value may leave a key without any.
    const doubt = keys.some((key) => key.fields.includes(name)) ? "isSure = false;" : "";
    if (selections) nested[`nested${index}`] = (value) => textOf(value, selections, matches);
    return `value = ${property("entity", alias ?? name)};
      if (typeof value === "string") text += ${quoted(sentKey)} + JSON.stringify(value);
      else if (value === undefined) { ${doubt} }
      else if (value === null) { ${doubt} text += ${quoted(`${sentKey}null`)}; }
      else if (typeof value === "object") {
        ${doubt}
        text += ${quoted(sentKey)} + ${selections ? `nested${index}(value)` : "JSON.stringify(value)"};
      } else text += ${quoted(sentKey)} + value;`;
  });
  return compileCode<TextOf>(
    `return (entity) => {
      let text = ${quoted(`{"__typename":${quoted(sentName)}`)}, isSure = true, value;
      ${statements.join("\n")}
      return isSure || isIdentified(entity) ? text + "}" : undefined;
    };`,
    { ...nested, isIdentified: (entity: Container) => isIdentified(entity, keys) },
  );
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
export function fieldsFor(
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
function textOf(value: unknown, selections: readonly QueryPlanSelectionNode[], matches: TypeConditions): string {
  if (!isContainer(value)) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item) => textOf(item, selections, matches)).join(",")}]`;
  const texts: string[] = [];
  for (const { alias, name, selections: below } of fieldsFor(own(value, "__typename"), selections, matches)) {
    const given = own(value, alias ?? name);
    if (given === undefined) continue;
    texts.push(`${quoted(name)}:${below ? textOf(given, below, matches) : JSON.stringify(given)}`);
  }
  return `{${texts.join(",")}}`;
}

function keyOf({ alias, name }: QueryPlanFieldNode): string {
  return alias ?? name;
}
