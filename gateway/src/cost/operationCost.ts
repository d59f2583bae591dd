import {
  type DocumentNode,
  type GraphQLAbstractType,
  type GraphQLCompositeType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isAbstractType,
  isCompositeType,
  isListType,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from "graphql";
import type { Variables } from "../response/shape.ts";
import { type Amount, Formula } from "./formula.ts";
import { argumentCost } from "./inputCost.ts";
import { expectedSize } from "./listSize.ts";
import {
  always,
  distinctionsIn,
  fieldsOf,
  fragmentsOf,
  holds,
  isOf,
  type Occurrence,
  type Part,
} from "./selections.ts";
import { mutationCost, type Weights } from "./weights.ts";

/** An operation to be costed: of a valid document. */
export interface CostedOperation {
  /** What the client sees. */
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly node: OperationDefinitionNode;
}

/** The size of lists within an object, which the field that gives the object has. */
interface Sized {
  readonly fields: readonly string[];
  readonly size: Amount;
}

/**
 * Works out what an operation costs before it is executed, as a function of its coerced variables: by the GraphQL cost
 * directives of IBM as Apollo's router reads them (https://ibm.github.io/graphql-specs/cost-spec.html).
 *
 * A field costs its weight and what is selected of it, once for each value of a list, and its arguments. Without a
 * weight of its own it has that of its type: 1 for an object. Where the type of an object is not known beforehand, the
 * dearest counts. Fields that the answer merges are counted once; the schema's own cost nothing; a mutation costs 10 on
 * top. A subscription costs what one of its events does. Never negative.
 */
export function operationCost(
  { schema, document, node }: CostedOperation,
  weights: Weights,
  defaultListSize: number,
): (variables: Variables) => number {
  const formula = new Formula();
  const fragments = fragmentsOf(document);
  const costs = new Map<string, Amount>();
  const identities = new Map<SelectionSetNode, number>();

  /** The same selections are met again and again, by way of fragments and of the types that an object may be of. */
  function costOfSelections(parts: readonly Part[], type: GraphQLCompositeType, sized?: Sized): Amount {
    const key = `${type.name} ${parts.map(keyOf).join()} ${sized ? `${sized.fields.join()} ${nameOf(sized.size)}` : ""}`;
    let cost = costs.get(key);
    if (cost === undefined) {
      cost = isAbstractType(type)
        ? formula.largest(distinctTypes(parts, type).map((object) => costOfSelections(parts, object, sized)))
        : costOfObject(parts, type, sized);
      costs.set(key, cost);
    }
    return cost;
  }

  /** Of the types that an object may be of, one of all those for which the selections cost the same. */
  function distinctTypes(parts: readonly Part[], type: GraphQLAbstractType): readonly GraphQLObjectType[] {
    const { conditions, fields } = distinctionsIn(parts, fragments);
    const distinct = new Map<string, GraphQLObjectType>();
    for (const object of schema.getPossibleTypes(type)) {
      let key = "";
      for (const condition of conditions) key += isOf(object, condition, schema) ? "1" : "0";
      for (const field of fields) key += ` ${weights.ofField(object.name, field).kind}`;
      distinct.set(key, object);
    }
    return [...distinct.values()];
  }

  function costOfObject(parts: readonly Part[], type: GraphQLObjectType, sized: Sized | undefined): Amount {
    const fields = fieldsOf(parts, type, schema, fragments).values();
    return formula.sum([...fields].map((occurrences) => costOfField(type, occurrences, sized)));
  }

  function costOfField(parent: GraphQLObjectType, occurrences: readonly Occurrence[], sized?: Sized): Amount {
    const { node } = occurrences[0]!;
    const name = node.name.value;
    // About the schema: known here, and the same for everybody.
    if (name.startsWith("__")) return 0;
    const field = parent.getFields()[name]!;
    const { weight, listSize } = weights.ofField(parent.name, name);
    const expected = expectedSize(formula, listSize, { field, node, defaultListSize });
    const size = sizeOf(field.type, sized?.fields.includes(name) ? sized.size : expected);

    const value = getNamedType(field.type);
    const within = listSize?.sizedFields.length ? { fields: listSize.sizedFields, size: expected } : undefined;
    const selected = isCompositeType(value) ? costOfSelections(partsOf(occurrences), value, within) : 0;
    const given = formula.sum(
      (node.arguments ?? []).map((argument) => {
        const { type } = field.args.find((each) => each.name === argument.name.value)!;
        const weight = weights.ofArgument(parent.name, name, argument.name.value);
        return argumentCost(formula, weights, { type, weight, value: argument.value });
      }),
    );
    // An argument that makes a field cheaper makes it free at most.
    const values = formula.product(size, weight);
    const own = given === 0 ? values : formula.atLeastNothing(formula.sum([values, given]));
    return guarded(occurrences, formula.sum([own, formula.product(size, selected)]));
  }

  function sizeOf(type: GraphQLOutputType, outermost: Amount): Amount {
    const list = getNullableType(type);
    if (!isListType(list)) return 1;
    let size = outermost;
    let inner = getNullableType(list.ofType);
    while (isListType(inner)) {
      size = formula.product(size, defaultListSize);
      inner = getNullableType(inner.ofType);
    }
    return size;
  }

  function guarded(occurrences: readonly Occurrence[], cost: Amount): Amount {
    if (occurrences.some(({ guard }) => guard.tests.length === 0)) return cost;
    return formula.when((variables) => occurrences.some(({ guard }) => holds(guard, variables)), cost);
  }

  function keyOf({ selections, guard }: Part): string {
    let identity = identities.get(selections);
    if (identity === undefined) {
      identity = identities.size;
      identities.set(selections, identity);
    }
    return `${identity}${guard.key}`;
  }

  const root = schema.getRootType(node.operation)!;
  const selected = costOfSelections([{ selections: node.selectionSet, guard: always }], root);
  return formula.resultingIn(formula.sum([node.operation === "mutation" ? mutationCost : 0, selected]));
}

function partsOf(occurrences: readonly Occurrence[]): readonly Part[] {
  return occurrences.flatMap(({ node, guard }) =>
    node.selectionSet ? [{ selections: node.selectionSet, guard }] : [],
  );
}

function nameOf(amount: Amount): string {
  return typeof amount === "number" ? `=${amount}` : `#${amount.index}`;
}
