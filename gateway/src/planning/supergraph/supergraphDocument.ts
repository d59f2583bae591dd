import {
  type ConstArgumentNode,
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type InterfaceTypeDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  type OperationDefinitionNode,
  parse,
  type SelectionSetNode,
  type TypeDefinitionNode,
  type TypeNode,
} from "graphql";
import { appliedTo, type DirectiveBearer } from "../../supergraph/directives.ts";

/** The types of a supergraph's document, to be changed by name. */
export class SupergraphTypes {
  readonly #types = new Map<string, TypeDefinitionNode>();
  readonly #others: DocumentNode["definitions"];

  constructor(document: DocumentNode) {
    const others: DocumentNode["definitions"][number][] = [];
    for (const definition of document.definitions) {
      if ("name" in definition && definition.name && /TypeDefinition$/.test(definition.kind)) {
        this.#types.set(definition.name.value, definition as TypeDefinitionNode);
      } else {
        others.push(definition);
      }
    }
    this.#others = others;
  }

  all(): readonly TypeDefinitionNode[] {
    return [...this.#types.values()];
  }

  get(name: string): TypeDefinitionNode | undefined {
    return this.#types.get(name);
  }

  set(type: TypeDefinitionNode): void {
    this.#types.set(type.name.value, type);
  }

  withFields(name: string): WithFields | undefined {
    const type = this.#types.get(name);
    return type && hasFields(type) ? type : undefined;
  }

  /** The object types of an abstract type, and the interfaces that implement it. */
  below(name: string): readonly TypeDefinitionNode[] {
    const type = this.#types.get(name);
    if (type?.kind === Kind.UNION_TYPE_DEFINITION) {
      return (type.types ?? []).flatMap((member) => this.#types.get(member.name.value) ?? []);
    }
    return this.all().filter(
      (each) => hasFields(each) && each.interfaces?.some((implemented) => implemented.name.value === name),
    );
  }

  document(): DocumentNode {
    return { kind: Kind.DOCUMENT, definitions: [...this.#others, ...this.#types.values()] };
  }
}

export type WithFields = ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode;

export function hasFields(type: TypeDefinitionNode): type is WithFields {
  return type.kind === Kind.OBJECT_TYPE_DEFINITION || type.kind === Kind.INTERFACE_TYPE_DEFINITION;
}

export function fieldOf(type: WithFields | undefined, name: string): FieldDefinitionNode | undefined {
  return type?.fields?.find((field) => field.name.value === name);
}

export function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}

/** How a directive of join is applied for one subgraph. */
export function joinedIn(bearer: DirectiveBearer, directive: string, graph: string) {
  return appliedTo(bearer, directive).filter((each) => each.graph === graph);
}

/** The same application for another subgraph. */
export function withGraph(directive: ConstDirectiveNode, graph: string): ConstDirectiveNode {
  return withArgument(directive, "graph", { kind: Kind.ENUM, value: graph });
}

export function withArgument(
  directive: ConstDirectiveNode,
  name: string,
  value: ConstArgumentNode["value"] | undefined,
): ConstDirectiveNode {
  const others = (directive.arguments ?? []).filter((each) => each.name.value !== name);
  const argument: ConstArgumentNode[] = value
    ? [{ kind: Kind.ARGUMENT, name: { kind: Kind.NAME, value: name }, value }]
    : [];
  return { ...directive, arguments: [...argument, ...others] };
}

export function argumentOf(directive: ConstDirectiveNode, name: string): string | undefined {
  const value = directive.arguments?.find((each) => each.name.value === name)?.value;
  return value && "value" in value ? String(value.value) : undefined;
}

/** Parses a field set such as those of `@key`. */
export function selectionOf(fieldSet: string): SelectionSetNode {
  const [definition] = parse(`{ ${fieldSet} }`, { noLocation: true }).definitions;
  return (definition as OperationDefinitionNode).selectionSet;
}
