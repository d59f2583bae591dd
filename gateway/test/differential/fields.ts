import { buildSubgraphSchema } from "@apollo/subgraph";
import {
  type ConstDirectiveNode,
  type FieldDefinitionNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  parse,
  type SelectionSetNode,
} from "graphql";

/** A field as one subgraph declares it. */
export interface DeclaredField {
  readonly requires?: SelectionSetNode;
  readonly provides?: SelectionSetNode;
  readonly isExternal: boolean;
  /** Part of some key, which a subgraph can always tell. */
  readonly isKey: boolean;
  /** Arguments that come from an object further up. */
  readonly fromContext: readonly { readonly argument: string; readonly context: string; readonly selection: string }[];
}

/** A subgraph's SDL as it was read. */
export interface DeclaredSubgraph {
  readonly name: string;
  readonly sdl: string;
  readonly schema: GraphQLSchema;
  /** By `Type.field`. */
  readonly fields: ReadonlyMap<string, DeclaredField>;
  /** Of each entity type, those that may be asked for. */
  readonly keys: ReadonlyMap<string, readonly SelectionSetNode[]>;
  /** `Type.field` of another subgraph's whose place this one has taken for good, by that subgraph's name. */
  readonly overrides: ReadonlyMap<string, ReadonlySet<string>>;
  readonly interfaceObjects: ReadonlySet<string>;
  /** The types on which a context is set, by its name. */
  readonly contexts: ReadonlyMap<string, ReadonlySet<string>>;
}

export function declare({ name, sdl }: { readonly name: string; readonly sdl: string }): DeclaredSubgraph {
  const schema = buildSubgraphSchema([{ typeDefs: parse(sdl) }]);
  const fields = new Map<string, DeclaredField>();
  const keys = new Map<string, SelectionSetNode[]>();
  const overrides = new Map<string, Set<string>>();
  const interfaceObjects = new Set<string>();
  const contexts = new Map<string, Set<string>>();
  const keyFields = new Set<string>();

  for (const type of Object.values(schema.getTypeMap())) {
    for (const key of directivesOf(type).filter((each) => each.name.value === "key")) {
      const selection = selectionOf(text(key, "fields")!);
      collectFields(type, selection, keyFields);
      if (text(key, "resolvable") !== "false") keys.set(type.name, [...(keys.get(type.name) ?? []), selection]);
    }
    for (const directive of directivesOf(type)) {
      if (directive.name.value === "interfaceObject") interfaceObjects.add(type.name);
      const context = directive.name.value === "context" ? text(directive, "name")! : undefined;
      if (context) contexts.set(context, (contexts.get(context) ?? new Set()).add(type.name));
    }
  }
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    const isTypeExternal = directivesOf(type).some((each) => each.name.value === "external");
    for (const field of Object.values(type.getFields())) {
      const place = `${type.name}.${field.name}`;
      const uses = (name: string) => field.astNode?.directives?.find((each) => each.name.value === name);
      const requires = uses("requires");
      const provides = uses("provides");
      const override = uses("override");
      if (override && text(override, "label") === undefined) {
        const from = text(override, "from")!;
        overrides.set(from, (overrides.get(from) ?? new Set()).add(place));
      }
      fields.set(place, {
        requires: requires && selectionOf(text(requires, "fields")!),
        provides: provides && selectionOf(text(provides, "fields")!),
        isExternal: isTypeExternal || uses("external") !== undefined,
        isKey: keyFields.has(place),
        fromContext: contextArguments(field.astNode),
      });
    }
  }
  return { name, sdl, schema, fields, keys, overrides, interfaceObjects, contexts };
}

/** Parses a field set such as those of `@key`. */
export function selectionOf(fieldSet: string): SelectionSetNode {
  return (parse(`{ ${fieldSet} }`, { noLocation: true }).definitions[0] as OperationDefinitionNode).selectionSet;
}

function directivesOf(type: GraphQLNamedType): readonly ConstDirectiveNode[] {
  return [type.astNode, ...type.extensionASTNodes].flatMap((node) => node?.directives ?? []);
}

function text(directive: ConstDirectiveNode, argument: string): string | undefined {
  const value = directive.arguments?.find((each) => each.name.value === argument)?.value;
  return value && "value" in value ? String(value.value) : undefined;
}

function contextArguments(field: FieldDefinitionNode | null | undefined): DeclaredField["fromContext"] {
  return (field?.arguments ?? []).flatMap((argument) => {
    const directive = argument.directives?.find((each) => each.name.value === "fromContext");
    const [, context, selection] = /^\s*\$(\w+)\s*(.*)$/s.exec(directive ? text(directive, "field")! : "") ?? [];
    return context ? [{ argument: argument.name.value, context, selection: selection! }] : [];
  });
}

function collectFields(type: GraphQLNamedType, { selections }: SelectionSetNode, found: Set<string>): void {
  if (!isObjectType(type) && !isInterfaceType(type)) return;
  for (const selection of selections) {
    if (selection.kind !== Kind.FIELD) continue;
    found.add(`${type.name}.${selection.name.value}`);
    const field = type.getFields()[selection.name.value];
    if (field && selection.selectionSet) collectFields(getNamedType(field.type), selection.selectionSet, found);
  }
}
