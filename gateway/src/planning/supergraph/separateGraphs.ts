import {
  type ConstDirectiveNode,
  type EnumTypeDefinitionNode,
  type FieldDefinitionNode,
  Kind,
  type SelectionSetNode,
  type TypeDefinitionNode,
} from "graphql";
import { appliedTo } from "../../supergraph/directives.ts";
import {
  argumentOf,
  fieldOf,
  hasFields,
  joinedIn,
  namedType,
  type SupergraphTypes,
  selectionOf,
  type WithFields,
  withArgument,
  withGraph,
} from "./supergraphDocument.ts";

/** A field with `@requires`, where a subgraph has it. */
export interface Requirer {
  readonly typeName: string;
  readonly fieldName: string;
  readonly graph: string;
  readonly requires: SelectionSetNode;
}

export function requirersIn(types: SupergraphTypes): Requirer[] {
  return types.all().flatMap((type) =>
    (hasFields(type) ? (type.fields ?? []) : []).flatMap((field) =>
      appliedTo(field, "join__field").flatMap(({ graph, requires, contextArguments }) =>
        typeof requires === "string" && contextArguments === undefined
          ? [
              {
                typeName: type.name.value,
                fieldName: field.name.value,
                graph: String(graph),
                requires: selectionOf(requires),
              },
            ]
          : [],
      ),
    ),
  );
}

/**
 * Moves a field with `@requires` into a subgraph of its own, which has nothing but the keys of its type and what it
 * requires: the planner cannot ask for the field before that is there, as it does when it is in the subgraph anyway.
 * Of the field's own type it has what those selections select, or all of it. Gives the new subgraph's name.
 */
export function separate(
  types: SupergraphTypes,
  requirer: Requirer,
  selections: readonly SelectionSetNode[] | undefined,
  number: number,
): string {
  const graphs = types.get("join__Graph") as EnumTypeDefinitionNode;
  const own = graphs.values?.find((value) => value.name.value === requirer.graph);
  const [joined] = own ? appliedTo(own, "join__graph") : [];
  const graph = `${requirer.graph}_${number}`;
  const name = `${String(joined?.name)} ${number}`;
  types.set({
    ...graphs,
    values: [
      ...(graphs.values ?? []),
      {
        ...own!,
        name: { kind: Kind.NAME, value: graph },
        directives: own?.directives?.map((each) =>
          each.name.value === "join__graph" ? withArgument(each, "name", { kind: Kind.STRING, value: name }) : each,
        ),
      },
    ],
  });

  const parts = new Parts(types, requirer.graph);
  parts.entity(requirer.typeName);
  parts.selection(requirer.typeName, requirer.requires);
  parts.field(requirer.typeName, requirer.fieldName, selections);
  parts.addTo(graph, requirer);
  return name;
}

/** Parts of a subgraph: some types, some fields of each. */
class Parts {
  readonly #types: SupergraphTypes;
  readonly #graph: string;
  readonly #fields = new Map<string, Set<string>>();
  readonly #entities = new Set<string>();
  readonly #wholes = new Set<string>();

  constructor(types: SupergraphTypes, graph: string) {
    this.#types = types;
    this.#graph = graph;
  }

  /** A type with its keys. */
  entity(typeName: string): void {
    const type = this.#types.get(typeName);
    if (!type || this.#entities.has(typeName)) return;
    this.#entities.add(typeName);
    this.#type(typeName);
    for (const { key } of joinedIn(type, "join__type", this.#graph)) {
      if (typeof key === "string") this.selection(typeName, selectionOf(key));
    }
  }

  selection(typeName: string, { selections }: SelectionSetNode): void {
    this.#type(typeName);
    for (const each of selections) {
      if (each.kind === Kind.INLINE_FRAGMENT) {
        this.selection(each.typeCondition?.name.value ?? typeName, each.selectionSet);
      } else if (each.kind === Kind.FIELD) {
        const type = this.#field(typeName, each.name.value);
        if (type && each.selectionSet) this.selection(type, each.selectionSet);
      }
    }
    // Objects of an interface have its fields.
    for (const below of this.#below(typeName)) {
      const fields = selections.filter((each) => each.kind === Kind.FIELD);
      if (fields.length > 0) this.selection(below, { kind: Kind.SELECTION_SET, selections: fields });
      else this.#type(below);
    }
  }

  field(typeName: string, fieldName: string, selections: readonly SelectionSetNode[] | undefined): void {
    const type = this.#field(typeName, fieldName);
    if (!selections) this.all(typeName, fieldName);
    else if (type) for (const each of selections) this.selection(type, each);
  }

  /** A field with all that may be selected of it, as far as the next entity. */
  all(typeName: string, fieldName: string): void {
    const type = this.#field(typeName, fieldName);
    if (type) this.#whole(type);
  }

  addTo(graph: string, { typeName, fieldName }: Requirer): void {
    for (const [name, fields] of this.#fields) {
      if (fields.size === 0) this.#anyField(name);
      const type = this.#types.get(name);
      if (!type) continue;
      const isEntity = this.#entities.has(name);
      const changed = this.#typeFor(type, graph, isEntity);
      this.#types.set(
        hasFields(changed)
          ? ({
              ...changed,
              fields: changed.fields?.map((field) =>
                name === typeName && field.name.value === fieldName
                  ? this.#moved(field, changed, graph)
                  : this.#fieldFor(field, changed, graph, fields),
              ),
            } as WithFields)
          : changed,
      );
    }
    this.#closeRoot();
  }

  #type(typeName: string): void {
    const type = this.#types.get(typeName);
    if (type && !this.#fields.has(typeName)) this.#fields.set(typeName, new Set());
  }

  /** Gives the name of its type. */
  #field(typeName: string, fieldName: string): string | undefined {
    this.#type(typeName);
    const field = fieldOf(this.#types.withFields(typeName), fieldName);
    if (!field) return undefined;
    this.#fields.get(typeName)?.add(fieldName);
    for (const argument of field.arguments ?? []) this.#input(namedType(argument.type));
    const type = namedType(field.type);
    this.#type(type);
    return type;
  }

  #input(typeName: string): void {
    const type = this.#types.get(typeName);
    if (!type || this.#fields.has(typeName)) return;
    this.#type(typeName);
    if (type.kind !== Kind.INPUT_OBJECT_TYPE_DEFINITION) return;
    for (const field of type.fields ?? []) this.#input(namedType(field.type));
  }

  #whole(typeName: string): void {
    const type = this.#types.get(typeName);
    if (!type || this.#wholes.has(typeName)) return;
    this.#wholes.add(typeName);
    this.#type(typeName);
    if (joinedIn(type, "join__type", this.#graph).some(({ key }) => key !== undefined)) this.entity(typeName);
    else if (hasFields(type)) {
      for (const field of type.fields ?? []) if (this.#isTold(field)) this.all(typeName, field.name.value);
    }
    const own = hasFields(type) ? [...(this.#fields.get(typeName) ?? [])] : [];
    for (const below of this.#below(typeName)) {
      for (const name of own) this.all(below, name);
      this.#whole(below);
    }
  }

  #anyField(typeName: string): void {
    const type = this.#types.withFields(typeName);
    const leaf = type?.fields?.find((field) => this.#isTold(field) && !this.#types.withFields(namedType(field.type)));
    if (leaf) this.#field(typeName, leaf.name.value);
  }

  /** Whether the subgraph tells a field without being told anything itself. */
  #isTold(field: FieldDefinitionNode): boolean {
    const joined = appliedTo(field, "join__field");
    if (joined.length === 0) return true;
    return joined.some(
      (each) => each.graph === this.#graph && !each.external && !each.requires && !each.usedOverridden,
    );
  }

  #below(typeName: string): string[] {
    const type = this.#types.get(typeName);
    if (type && joinedIn(type, "join__type", this.#graph).some((each) => each.isInterfaceObject)) return [];
    return this.#types
      .below(typeName)
      .filter((each) => joinedIn(each, "join__type", this.#graph).length > 0)
      .map((each) => each.name.value);
  }

  #typeFor(type: TypeDefinitionNode, graph: string, isEntity: boolean): TypeDefinitionNode {
    const added = (type.directives ?? []).flatMap((directive): ConstDirectiveNode[] => {
      if (argumentOf(directive, "graph") !== this.#graph) return [];
      const interfaceName = argumentOf(directive, "interface");
      if (interfaceName !== undefined && !this.#fields.has(interfaceName)) return [];
      const member = argumentOf(directive, "member");
      if (member !== undefined && !this.#fields.has(member)) return [];
      const copy = withGraph(directive, graph);
      return [isEntity || directive.name.value !== "join__type" ? copy : withArgument(copy, "key", undefined)];
    });
    const directives = [...(type.directives ?? []), ...withoutRepetition(added)];
    if (type.kind === Kind.ENUM_TYPE_DEFINITION) {
      return { ...type, directives, values: type.values?.map((value) => this.#copied(value, graph)) };
    }
    if (type.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION) {
      return { ...type, directives, fields: type.fields?.map((field) => this.#copied(field, graph)) };
    }
    return { ...type, directives } as TypeDefinitionNode;
  }

  #copied<Node extends { readonly directives?: readonly ConstDirectiveNode[] }>(node: Node, graph: string): Node {
    const added = (node.directives ?? [])
      .filter((directive) => argumentOf(directive, "graph") === this.#graph)
      .map((directive) => withGraph(directive, graph));
    return { ...node, directives: [...(node.directives ?? []), ...added] };
  }

  #fieldFor(
    field: FieldDefinitionNode,
    type: WithFields,
    graph: string,
    wanted: ReadonlySet<string>,
  ): FieldDefinitionNode {
    const joined = (field.directives ?? []).filter((each) => each.name.value === "join__field");
    const isWanted = wanted.has(field.name.value);
    // A field that does not say where it is is wherever its type is.
    if (joined.length === 0) return isWanted ? field : explicit(field, type, graph);
    if (!isWanted) return field;
    const added = joined
      .filter((each) => argumentOf(each, "graph") === this.#graph && argumentOf(each, "requires") === undefined)
      .map((directive) => withGraph(directive, graph));
    return { ...field, directives: [...(field.directives ?? []), ...added] };
  }

  #moved(field: FieldDefinitionNode, type: WithFields, graph: string): FieldDefinitionNode {
    const isOfInterface = joinedIn(type, "join__implements", this.#graph).some(
      (each) => fieldOf(this.#types.withFields(String(each.interface)), field.name.value) !== undefined,
    );
    return {
      ...field,
      directives: field.directives?.flatMap((directive) => {
        if (directive.name.value !== "join__field" || argumentOf(directive, "graph") !== this.#graph)
          return [directive];
        const left = withArgument(withArgument(directive, "requires", undefined), "external", {
          kind: Kind.BOOLEAN,
          value: true,
        });
        return isOfInterface ? [withGraph(directive, graph), left] : [withGraph(directive, graph)];
      }),
    };
  }

  /** Root fields that are everywhere are not in the new subgraph. */
  #closeRoot(): void {
    const query = this.#types.withFields("Query");
    if (query)
      this.#types.set({ ...query, fields: query.fields?.map((field) => explicit(field, query, "")) } as WithFields);
  }
}

/** A field that says in which subgraphs it is: those of its type but one. */
function explicit(field: FieldDefinitionNode, type: WithFields, except: string): FieldDefinitionNode {
  if (field.directives?.some((each) => each.name.value === "join__field")) return field;
  const graphs = new Set(appliedTo(type, "join__type").map(({ graph }) => String(graph)));
  graphs.delete(except);
  const added = [...graphs].map(
    (graph): ConstDirectiveNode => ({
      kind: Kind.DIRECTIVE,
      name: { kind: Kind.NAME, value: "join__field" },
      arguments: [
        { kind: Kind.ARGUMENT, name: { kind: Kind.NAME, value: "graph" }, value: { kind: Kind.ENUM, value: graph } },
      ],
    }),
  );
  return { ...field, directives: [...(field.directives ?? []), ...added] };
}

/** Without its key, a type with several is there several times. */
function withoutRepetition(directives: readonly ConstDirectiveNode[]): ConstDirectiveNode[] {
  const seen = new Set<string>();
  return directives.filter((directive) => {
    const text = JSON.stringify([directive.name.value, directive.arguments]);
    return seen.has(text) ? false : seen.add(text);
  });
}
