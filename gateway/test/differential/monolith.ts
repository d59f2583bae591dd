import {
  buildASTSchema,
  type DocumentNode,
  type ExecutionResult,
  execute,
  type GraphQLArgument,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
  Kind,
  OperationTypeNode,
  parse,
  printSchema,
  type SelectionSetNode,
  visit,
} from "graphql";
import { type DeclaredField, type DeclaredSubgraph, selectionOf } from "./fields.ts";
import { asJson } from "./subgraphs.ts";
import { isIn, type Row, read, type Stage } from "./world.ts";

/** An object, and how it was reached. */
interface Reached {
  readonly object: Row;
  readonly typeName: string;
  readonly above: Reached | undefined;
}

export interface Monolith {
  execute(document: DocumentNode, variables: Readonly<Record<string, unknown>>): Promise<ExecutionResult>;
  /** The same as if null were allowed everywhere: each thing that goes wrong is seen where it does. */
  executeLeniently(document: DocumentNode, variables: Readonly<Record<string, unknown>>): Promise<ExecutionResult>;
}

/** The supergraph as one schema with one set of resolvers, executed by graphql-js: what any gateway has to agree with. */
export function createMonolith(
  apiSchema: GraphQLSchema,
  supergraphSdl: string,
  subgraphs: readonly DeclaredSubgraph[],
  stage: Stage,
): Monolith {
  // What subgraphs ask of each other may be hidden from clients.
  const whole = buildASTSchema(parse(supergraphSdl), { assumeValid: true, assumeValidSDL: true });
  const lenient = withoutNonNull(apiSchema);
  for (const schema of [apiSchema, whole, lenient]) attachResolvers(schema);

  function attachResolvers(schema: GraphQLSchema): void {
    for (const type of Object.values(schema.getTypeMap())) {
      if (isAbstractType(type)) type.resolveType = ({ typeName }: Reached) => typeName;
      if (!isObjectType(type) || type.name.startsWith("__")) continue;
      for (const field of Object.values(type.getFields())) {
        const tellers = tellersOf(type.name, field.name);
        const declared = (whole.getType(type.name) as GraphQLObjectType).getFields()[field.name]!;
        field.resolve = (source: Reached | undefined, args) =>
          wrap(field.type, tell(type.name, field.name, tellers, source, withHidden(declared.args, args)), source);
      }
    }
  }

  /** The subgraphs that can tell a field, by its own type or by an interface object. */
  function tellersOf(typeName: string, field: string): { subgraph: DeclaredSubgraph; field: DeclaredField }[] {
    return subgraphs.flatMap((subgraph) => {
      const names = [typeName, ...[...subgraph.interfaceObjects].filter((each) => isOf(typeName, each))];
      return names.flatMap((name) => {
        const place = `${name}.${field}`;
        const declared = subgraph.fields.get(place);
        const isTakenOver = subgraphs.some((other) => other.overrides.get(subgraph.name)?.has(place));
        return declared && (!declared.isExternal || declared.requires) && !isTakenOver
          ? [{ subgraph, field: declared }]
          : [];
      });
    });
  }

  function isOf(typeName: string, interfaceName: string): boolean {
    const type = whole.getType(typeName);
    const above = whole.getType(interfaceName);
    return isObjectType(type) && isInterfaceType(above) && whole.isSubType(above, type);
  }

  function tell(
    typeName: string,
    field: string,
    tellers: ReturnType<typeof tellersOf>,
    source: Reached | undefined,
    args: Record<string, unknown>,
  ): unknown {
    const { absent, unreachable, computed } = stage.world;
    if (tellers.length > 0 && !tellers.some((each) => each.field.isKey)) {
      if (tellers.every(({ subgraph }) => isIn(unreachable, subgraph.name, source?.object)))
        throw new Error("Unreachable");
      const without = [absent, unreachable];
      if (tellers.every(({ subgraph }) => without.some((each) => isIn(each, subgraph.name, source?.object))))
        return null;
    }
    if (tellers.length > 0 && tellers.every((each) => each.field.requires)) {
      const required = ask(source!, tellers[0]!.field.requires!);
      const compute = Object.entries(computed ?? {}).find(
        ([name, fields]) => fields[field] && (name === typeName || isOf(typeName, name)),
      );
      return compute ? compute[1][field]!(required as never, args as never) : JSON.stringify(required);
    }
    const [teller] = tellers;
    for (const { argument, context, selection } of teller?.field.fromContext ?? []) {
      args[argument] = fromAbove(source, teller!.subgraph.contexts.get(context)!, selection);
    }
    return read(stage, typeName, source?.object, field, args);
  }

  function fromAbove(source: Reached | undefined, typeNames: ReadonlySet<string>, selection: string): unknown {
    let at = source?.above;
    while (at && ![...typeNames].some((name) => name === at!.typeName || isOf(at!.typeName, name))) at = at.above;
    if (!at) throw new Error("There is no such context");
    const fieldSet = selection.trim().replace(/^\{|\}$/g, "");
    let value: unknown = ask(at, selectionOf(/^\s*\.\.\./.test(selection) ? selection : fieldSet));
    while (typeof value === "object" && value !== null && !Array.isArray(value)) value = Object.values(value)[0];
    return value;
  }

  const rooted = new Map<string, GraphQLSchema>();

  /** Executes a field set on an object. Throws what goes wrong: a subgraph could not be asked then. */
  function ask({ object, typeName, above }: Reached, selectionSet: SelectionSetNode): Row {
    let schema = rooted.get(typeName);
    if (!schema) {
      const query = whole.getType(typeName);
      if (!isObjectType(query)) throw new Error(`${typeName} is no object type`);
      schema = new GraphQLSchema({ ...whole.toConfig(), query, assumeValid: true });
      rooted.set(typeName, schema);
    }
    const document: DocumentNode = {
      kind: Kind.DOCUMENT,
      definitions: [{ kind: Kind.OPERATION_DEFINITION, operation: OperationTypeNode.QUERY, selectionSet }],
    };
    const result = execute({ schema, document, rootValue: { object, typeName, above } }) as ExecutionResult;
    if (result.errors) throw new Error(`A required field fails: ${result.errors[0]!.message}`);
    return result.data as Row;
  }

  const executeOn = async (schema: GraphQLSchema, document: DocumentNode, variableValues: Row) =>
    asJson(await execute({ schema, document, variableValues }));
  return {
    execute: (document, variables) => executeOn(apiSchema, document, variables),
    executeLeniently: (document, variables) => executeOn(lenient, document, variables),
  };
}

function withoutNonNull(schema: GraphQLSchema): GraphQLSchema {
  const document = visit(parse(printSchema(schema), { noLocation: true }), {
    // Of what goes in, nothing changes.
    InputValueDefinition: () => false,
    NonNullType: { leave: (node) => node.type },
  });
  return buildASTSchema(document, { assumeValid: true, assumeValidSDL: true });
}

function wrap(type: GraphQLOutputType, value: unknown, above: Reached | undefined): unknown {
  const named = getNamedType(type);
  if (!isCompositeType(named)) return value;
  const wrapped = (each: unknown): unknown => {
    if (Array.isArray(each)) return each.map(wrapped);
    if (typeof each !== "object" || each === null || each instanceof Error) return each;
    const object = each as Row;
    return { object, typeName: isObjectType(named) ? named.name : (object.__typename as string), above };
  };
  return wrapped(value);
}

/** Arguments with the defaults of those that clients do not see, at any depth. */
function withHidden(declared: readonly GraphQLArgument[], given: Row): Record<string, unknown> {
  const complete = (type: GraphQLInputType, value: unknown): unknown => {
    if (isNonNullType(type)) return complete(type.ofType, value);
    if (isListType(type) && Array.isArray(value)) return value.map((item) => complete(type.ofType, item));
    if (!isInputObjectType(type) || typeof value !== "object" || value === null) return value;
    return withHidden(Object.values(type.getFields()) as unknown as readonly GraphQLArgument[], value as Row);
  };
  return Object.fromEntries(
    declared.flatMap(({ name, type, defaultValue }) => {
      const value = Object.hasOwn(given, name) ? given[name] : defaultValue;
      return value === undefined ? [] : [[name, complete(type, value)]];
    }),
  );
}

/** The object types of every abstract type. */
export function implementationsOf(supergraphSdl: string): Map<string, Set<string>> {
  const schema = buildASTSchema(parse(supergraphSdl), { assumeValid: true, assumeValidSDL: true });
  const types = Object.values(schema.getTypeMap());
  return new Map(
    types.flatMap((type) =>
      isInterfaceType(type) || isUnionType(type)
        ? [[type.name, new Set(schema.getPossibleTypes(type).map((each) => each.name))] as const]
        : [],
    ),
  );
}
