import {
  type ConstDirectiveNode,
  type FieldDefinitionNode,
  type FieldNode,
  Kind,
  print,
  type SelectionSetNode,
} from "graphql";
import { appliedTo } from "../../supergraph/directives.ts";
import {
  argumentOf,
  fieldOf,
  namedType,
  type SupergraphTypes,
  selectionOf,
  type WithFields,
  withArgument,
} from "./supergraphDocument.ts";

/** What response keys of required fields begin with; no client's key does. */
export const requiredPrefix = "_required_";

/** A field with arguments, by the name of the field that stands for both. */
export type RequiredFields = ReadonlyMap<string, Pick<FieldNode, "name" | "arguments">>;

/**
 * Gives each field that some `@requires` asks for and that has arguments, or requires something itself, a name of its own,
 * one for each combination of arguments: the planner would fetch it once for all that ask for it, clients too, with the
 * arguments of one.
 */
export function nameRequiredFields(types: SupergraphTypes): RequiredFields {
  const required = new Map<string, Pick<FieldNode, "name" | "arguments">>();
  const names = new Map<string, string>();
  /** The types that need a field of a new name, and after which field it is made. */
  const copies = new Map<string, Map<string, string>>();

  function nameOf(field: FieldNode): string {
    const text = `${field.name.value} ${(field.arguments ?? []).map(print).sort().join()}`;
    let name = names.get(text);
    if (name === undefined) {
      name = `${requiredPrefix}${names.size + 1}_${field.name.value}`;
      names.set(text, name);
      required.set(name, { name: field.name, arguments: field.arguments });
    }
    return name;
  }

  /** Whether other arguments may be asked for, or something must be there before, in whatever subgraph. */
  function needsName(field: FieldDefinitionNode, typeName: string): boolean {
    const fields = types
      .below(typeName)
      .flatMap((type) => fieldOf(types.withFields(type.name.value), field.name.value) ?? []);
    return [field, ...fields].some(
      (each) =>
        (each.arguments?.length ?? 0) > 0 ||
        appliedTo(each, "join__field").some(({ requires }) => requires !== undefined),
    );
  }

  function renamed(selectionSet: SelectionSetNode, typeName: string): SelectionSetNode {
    return {
      ...selectionSet,
      selections: selectionSet.selections.map((selection) => {
        if (selection.kind === Kind.FRAGMENT_SPREAD) return selection;
        if (selection.kind === Kind.INLINE_FRAGMENT) {
          const inner = selection.typeCondition?.name.value ?? typeName;
          return { ...selection, selectionSet: renamed(selection.selectionSet, inner) };
        }
        const field = fieldOf(types.withFields(typeName), selection.name.value);
        const selected = selection.selectionSet && field && renamed(selection.selectionSet, namedType(field.type));
        const inside = { ...selection, ...(selected ? { selectionSet: selected } : {}) };
        if (!field || !needsName(field, typeName)) return inside;
        const name = nameOf(selection);
        for (const each of [typeName, ...types.below(typeName).map((type) => type.name.value)]) {
          copies.set(each, (copies.get(each) ?? new Map()).set(name, selection.name.value));
        }
        return { ...inside, name: { kind: Kind.NAME, value: name }, arguments: [] };
      }),
    };
  }

  function renamedIn(directive: ConstDirectiveNode, typeName: string): ConstDirectiveNode {
    const requires = directive.name.value === "join__field" ? argumentOf(directive, "requires") : undefined;
    if (requires === undefined) return directive;
    const value = print(renamed(selectionOf(requires), typeName)).replace(/^\{|\}$/g, "");
    return withArgument(directive, "requires", { kind: Kind.STRING, value });
  }

  for (const { name } of types.all()) {
    changeFields(types, name.value, (fields) =>
      fields.map((field) => ({
        ...field,
        directives: field.directives?.map((directive) => renamedIn(directive, name.value)),
      })),
    );
  }
  for (const [typeName, made] of copies) {
    changeFields(types, typeName, (fields) => [
      ...fields,
      ...[...made].flatMap(([name, original]) => {
        const field = fields.find((each) => each.name.value === original);
        return field ? [copyOf(field, name)] : [];
      }),
    ]);
  }
  return required;
}

function changeFields(
  types: SupergraphTypes,
  typeName: string,
  change: (fields: readonly FieldDefinitionNode[]) => readonly FieldDefinitionNode[],
): void {
  const type = types.withFields(typeName);
  if (type) types.set({ ...type, fields: change(type.fields ?? []) } as WithFields);
}

function copyOf(field: FieldDefinitionNode, name: string): FieldDefinitionNode {
  return {
    ...field,
    name: { kind: Kind.NAME, value: name },
    arguments: [],
    directives: field.directives?.filter((directive) => directive.name.value === "join__field"),
  };
}
