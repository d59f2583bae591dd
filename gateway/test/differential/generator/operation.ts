import {
  type ArgumentNode,
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLError,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isNonNullType,
  isObjectType,
  isUnionType,
  Kind,
  type NameNode,
  OperationTypeNode,
  parse,
  parseType,
  print,
  type SelectionNode,
  type ValueNode,
  type VariableDefinitionNode,
  validate,
  visit,
} from "graphql";
import type { Random } from "./random.ts";
import { literalOf, type MakeValue, valueMaker, withVariablesInside } from "./values.ts";

export interface Operation {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** How large operations get. */
const deepest = 6;
const mostFields = 30;
const mostFragments = 9;

/** Makes valid operations of a schema up: the same of the same random numbers. */
export function generateOperation(
  schema: GraphQLSchema,
  random: Random,
  listed: Readonly<Record<string, readonly unknown[]>>,
): Operation {
  for (;;) {
    const made = new Generator(schema, random, valueMaker(random, listed)).operation();
    // Most operations that say one response key in two ways are mended; one that is beyond it gives way to another.
    if (made) return made;
  }
}

const name = (value: string): NameNode => ({ kind: Kind.NAME, value });

class Generator {
  readonly #schema: GraphQLSchema;
  readonly #random: Random;
  readonly #makeValue: MakeValue;
  readonly #definitions: VariableDefinitionNode[] = [];
  readonly #variables: Record<string, unknown> = {};
  readonly #fragments: FragmentDefinitionNode[] = [];
  readonly #conditions: string[] = [];
  /** Response keys of other fields, to be taken for aliases: those of keys above all. */
  readonly #fieldNames: readonly string[];
  #fieldsLeft = mostFields;
  #fragmentsLeft = mostFragments;

  constructor(schema: GraphQLSchema, random: Random, makeValue: MakeValue) {
    this.#schema = schema;
    this.#random = random;
    this.#makeValue = makeValue;
    this.#fieldNames = fieldNamesOf(schema);
  }

  operation(): Operation | undefined {
    const mutation = this.#schema.getMutationType();
    const isMutation = mutation != null && this.#random.chance(40);
    const root = isMutation ? mutation : this.#schema.getQueryType()!;
    const selections = this.#selections(root, 0);
    if (!isMutation && this.#random.chance(6)) selections.push(this.#introspection());
    const document: DocumentNode = {
      kind: Kind.DOCUMENT,
      definitions: [
        {
          kind: Kind.OPERATION_DEFINITION,
          operation: isMutation ? OperationTypeNode.MUTATION : OperationTypeNode.QUERY,
          variableDefinitions: this.#definitions,
          selectionSet: { kind: Kind.SELECTION_SET, selections },
        },
        ...this.#fragments,
      ],
    };
    const valid = mend(this.#schema, document);
    return valid && { query: print(valid), variables: this.#variables };
  }

  #selections(type: GraphQLCompositeType, depth: number): SelectionNode[] {
    const random = this.#random;
    const made: SelectionNode[] = [];
    const count = this.#fieldsLeft > 0 ? 1 + random.below(depth === 0 ? 3 : 4) : 1;
    for (let index = 0; index < count; index++) {
      const kind = random.below(100);
      if (kind < 6) made.push(this.#typeName());
      else if (this.#fragmentsLeft > 0 && kind < (isUnionType(type) ? 90 : isAbstractType(type) ? 45 : 15)) {
        made.push(this.#fragment(type, depth));
      } else if (!isUnionType(type)) {
        const field = this.#field(type, depth);
        if (field) made.push(field);
      }
    }
    return made.length > 0 ? made : [this.#typeName()];
  }

  #typeName(): FieldNode {
    const alias = this.#random.chance(15) ? { alias: name(this.#random.pick(["kind", "type", "id"])) } : {};
    return { kind: Kind.FIELD, name: name("__typename"), ...alias };
  }

  #fragment(type: GraphQLCompositeType, depth: number): SelectionNode {
    const random = this.#random;
    this.#fragmentsLeft--;
    if (this.#fragments.length > 0 && random.chance(20)) {
      const known = random.pick(this.#fragments);
      const conditions = overlapping(this.#schema, type).map((each) => each.name);
      if (conditions.includes(known.typeCondition.name.value)) {
        return { kind: Kind.FRAGMENT_SPREAD, name: known.name, directives: this.#directives() };
      }
    }
    const conditions = overlapping(this.#schema, type);
    const condition = random.chance(10) ? undefined : random.pick(conditions);
    const directives = this.#directives();
    // A fragment is no deeper level of data, but fragments in fragments must end too.
    const selections = this.#selections(condition ?? type, depth + (random.chance(50) ? 1 : 0));
    const selectionSet = { kind: Kind.SELECTION_SET as const, selections };
    const typeCondition = condition && { kind: Kind.NAMED_TYPE as const, name: name(condition.name) };
    if (!typeCondition || random.chance(70))
      return { kind: Kind.INLINE_FRAGMENT, typeCondition, directives, selectionSet };

    const fragmentName = name(`F${this.#fragments.length}`);
    const definition: FragmentDefinitionNode = {
      kind: Kind.FRAGMENT_DEFINITION,
      name: fragmentName,
      typeCondition,
      selectionSet,
    };
    this.#fragments.push(definition);
    return { kind: Kind.FRAGMENT_SPREAD, name: fragmentName, directives };
  }

  #field(type: Exclude<GraphQLCompositeType, { getTypes(): unknown }>, depth: number): FieldNode | undefined {
    const random = this.#random;
    const fields = Object.values(type.getFields());
    const leaves = fields.filter((field) => !isCompositeType(getNamedType(field.type)));
    const isLast = depth >= deepest || this.#fieldsLeft <= 0;
    const candidates = isLast ? leaves : random.chance(55) ? fields.filter((field) => !leaves.includes(field)) : fields;
    const field = random.pick(candidates.length > 0 ? candidates : isLast ? leaves : fields);
    if (!field) return undefined;
    this.#fieldsLeft--;

    const fieldType = getNamedType(field.type);
    const selectionSet = isCompositeType(fieldType)
      ? { kind: Kind.SELECTION_SET as const, selections: this.#selections(fieldType, depth + 1) }
      : undefined;
    const node: FieldNode = {
      kind: Kind.FIELD,
      name: name(field.name),
      arguments: this.#arguments(field),
      directives: this.#directives(),
      selectionSet,
    };
    return random.chance(12) ? { ...node, alias: name(this.#alias()) } : node;
  }

  #alias(): string {
    return this.#random.chance(60)
      ? this.#random.pick(this.#fieldNames)
      : this.#random.pick(["a", "b", "c", "constructor"]);
  }

  #arguments(field: GraphQLField<unknown, unknown>): ArgumentNode[] {
    return field.args.flatMap((argument): ArgumentNode[] => {
      const isRequired = isNonNullType(argument.type) && argument.defaultValue === undefined;
      if (!isRequired && this.#random.chance(40)) return [];
      const value = this.#makeValue(argument.type, argument.name);
      return [{ kind: Kind.ARGUMENT, name: name(argument.name), value: this.#value(argument.type, value) }];
    });
  }

  #value(type: GraphQLInputType, value: unknown): ValueNode {
    return withVariablesInside(type, value, (at, each) =>
      this.#random.chance(25) ? this.#variable(at, each) : undefined,
    );
  }

  #variable(type: GraphQLInputType, value: unknown): ValueNode {
    const random = this.#random;
    const known = name(`v${this.#definitions.length}`);
    const hasDefault = random.chance(30);
    const isGiven = !hasDefault || random.chance(50);
    const defaultValue = hasDefault && (value !== null || !isNonNullType(type)) ? literalOf(type, value) : undefined;
    this.#definitions.push({
      kind: Kind.VARIABLE_DEFINITION,
      variable: { kind: Kind.VARIABLE, name: known },
      type: parseType(String(type), { noLocation: true }),
      defaultValue,
    });
    if (isGiven || !defaultValue) this.#variables[known.value] = value;
    return { kind: Kind.VARIABLE, name: known };
  }

  #directives(): DirectiveNode[] {
    const random = this.#random;
    if (!random.chance(12)) return [];
    const directive = (kind: string): DirectiveNode => ({
      kind: Kind.DIRECTIVE,
      name: name(kind),
      arguments: [{ kind: Kind.ARGUMENT, name: name("if"), value: this.#condition() }],
    });
    if (random.chance(15)) return [directive("skip"), directive("include")];
    return [directive(random.pick(["skip", "include"]))];
  }

  /** A Boolean, mostly of one of few variables: what depends on the same one is planned together. */
  #condition(): ValueNode {
    const random = this.#random;
    if (random.chance(20)) return { kind: Kind.BOOLEAN, value: random.chance(50) };
    if (this.#conditions.length < 1 || (this.#conditions.length < 3 && random.chance(40))) {
      const made = `if${this.#conditions.length}`;
      this.#conditions.push(made);
      const isDefault = random.chance(30);
      this.#definitions.push({
        kind: Kind.VARIABLE_DEFINITION,
        variable: { kind: Kind.VARIABLE, name: name(made) },
        type: parseType("Boolean!", { noLocation: true }),
        defaultValue: isDefault ? { kind: Kind.BOOLEAN, value: random.chance(50) } : undefined,
      });
      if (!isDefault) this.#variables[made] = random.chance(50);
      return { kind: Kind.VARIABLE, name: name(made) };
    }
    return { kind: Kind.VARIABLE, name: name(random.pick(this.#conditions)) };
  }

  #introspection(): SelectionNode {
    const typeName = this.#random.pick(Object.keys(this.#schema.getTypeMap()));
    const source = this.#random.pick([
      "__schema { queryType { name } mutationType { name } }",
      "__schema { directives { name args { name } } }",
      `__type(name: "${typeName}") { name kind fields { name args { name type { name kind } } type { name ofType { name } } } }`,
      `__type(name: "${typeName}") { enumValues { name } possibleTypes { name } interfaces { name } inputFields { name defaultValue } }`,
    ]);
    const [operation] = parse(`{ ${source} }`, { noLocation: true }).definitions;
    if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error("That is no operation");
    return operation.selectionSet.selections[0]!;
  }
}

function fieldNamesOf(schema: GraphQLSchema): readonly string[] {
  const types = Object.values(schema.getTypeMap()).filter((type) => !type.name.startsWith("__"));
  const names = types.flatMap((type) =>
    isObjectType(type) || isInterfaceType(type) ? Object.keys(type.getFields()) : [],
  );
  return [...new Set(names)].sort();
}

/** The types that a fragment within a selection of `type` may be on. */
function overlapping(schema: GraphQLSchema, type: GraphQLCompositeType): readonly GraphQLCompositeType[] {
  const objectsOf = (each: GraphQLCompositeType): readonly GraphQLObjectType[] =>
    isAbstractType(each) ? schema.getPossibleTypes(each) : [each];
  const objects = objectsOf(type);
  return Object.values(schema.getTypeMap()).filter(
    (each): each is GraphQLCompositeType =>
      isCompositeType(each) &&
      !each.name.startsWith("__") &&
      objectsOf(each).some((object) => objects.includes(object)),
  );
}

/** Gives response keys that are used in two ways another alias in one place, until the document is valid. */
function mend(schema: GraphQLSchema, document: DocumentNode): DocumentNode | undefined {
  let mended = document;
  for (let attempt = 0; attempt < 20; attempt++) {
    const errors = validate(schema, mended);
    if (errors.length === 0) return mended;
    const clashing = errors.map(fieldToRename).filter((field) => field !== undefined);
    if (clashing.length === 0) throw new Error(`${errors[0]!.message}\n${print(mended)}`);
    mended = withOtherAliases(mended, new Set(clashing), attempt);
  }
  return undefined;
}

function fieldToRename({ nodes, message }: GraphQLError): FieldNode | undefined {
  if (!message.includes("conflict")) return undefined;
  return nodes?.findLast((node): node is FieldNode => node.kind === Kind.FIELD);
}

function withOtherAliases(document: DocumentNode, fields: ReadonlySet<FieldNode>, attempt: number): DocumentNode {
  let count = 0;
  return visit(document, {
    // On the way down, where the nodes are still those that the errors name.
    Field: {
      enter: (node) => (fields.has(node) ? { ...node, alias: name(`other${attempt}_${count++}`) } : undefined),
    },
  });
}
