import {
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isUnionType,
} from "graphql";
import {
  appliedTo,
  type DirectiveBearer,
  type DirectiveNames,
  directiveNames,
  listOf,
} from "../supergraph/directives.ts";
import type { LoadedSupergraph } from "../supergraph/load.ts";

/** What a caller has to be, have or meet: one of the lists, and all of that list. */
export type Requirement =
  | { readonly kind: "authenticated" }
  | { readonly kind: "scopes" | "policies"; readonly anyOf: readonly (readonly string[])[] };

/** What a supergraph demands of callers. Equal requirements are the same object. */
export interface Requirements {
  /** Whether nothing is demanded anywhere. */
  readonly areNone: boolean;
  /** To have an object of the type, or a value of the scalar or enum. */
  ofType(type: string): readonly Requirement[];
  /** To have an object's field, beyond what its object takes; what its value takes is among it. */
  ofField(type: string, field: string): readonly Requirement[];
}

const none: readonly Requirement[] = [];
/** Products of requirements are compared up to this many lists. */
const mostCombinations = 1_024;

const known = new WeakMap<LoadedSupergraph, Requirements>();

/** The requirements of a supergraph, read once. */
export function requirementsOf(supergraph: LoadedSupergraph): Requirements {
  let requirements = known.get(supergraph);
  if (!requirements) {
    requirements = readRequirements(supergraph.schema);
    known.set(supergraph, requirements);
  }
  return requirements;
}

/**
 * Reads what `@authenticated`, `@requiresScopes` and `@policy` say, whatever the supergraph calls them.
 *
 * Composition copies the requirements of objects, and of their fields, to their interfaces. What is so explained is left
 * to the objects, each of which is asked for its own; whatever else an interface demands is demanded of each of its
 * objects, so that neither way to a field goes round the other.
 */
function readRequirements(schema: GraphQLSchema): Requirements {
  const read = reader(directiveNames(schema));
  const types = new Map<string, readonly Requirement[]>();
  const fields = new Map<string, readonly Requirement[]>();
  const all = Object.values(schema.getTypeMap()).filter((type) => !isIntrospectionType(type) && !isUnionType(type));
  for (const type of all) {
    types.set(type.name, read(type));
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const field of Object.values(type.getFields())) fields.set(`${type.name}.${field.name}`, read(field));
  }
  const ofType = (type: string) => types.get(type) ?? none;
  const ofField = (type: string, field: string) => fields.get(`${type}.${field}`) ?? none;

  for (const type of all.filter(isInterfaceType)) {
    const objects = schema.getPossibleTypes(type);
    const ofObjects = objects.flatMap(({ name }) => ofType(name));
    const own = unexplained(ofType(type.name), ofObjects);
    for (const { name } of objects) types.set(name, joined(ofType(name), own));
    for (const field of Object.keys(type.getFields())) {
      const ofFields = [...ofObjects, ...objects.flatMap(({ name }) => ofField(name, field))];
      const ownOfField = unexplained(ofField(type.name, field), ofFields);
      for (const { name } of objects) fields.set(`${name}.${field}`, joined(ofField(name, field), ownOfField));
    }
  }

  // Objects of abstract types are looked at one by one, when it is known of which type each is.
  for (const type of all.filter(isObjectType)) {
    for (const field of Object.values(type.getFields())) {
      const value = getNamedType(field.type);
      if (isInterfaceType(value)) continue;
      fields.set(`${type.name}.${field.name}`, joined(ofField(type.name, field.name), ofType(value.name)));
    }
  }
  const areNone = [...types.values(), ...fields.values()].every((requirements) => requirements.length === 0);
  return { areNone, ofType, ofField };
}

/** Gives equal requirements as the same object. */
function reader(names: DirectiveNames): (bearer: DirectiveBearer) => readonly Requirement[] {
  const interned = new Map<string, Requirement>();
  const intern = (requirement: Requirement) => {
    const key = JSON.stringify(requirement);
    const known = interned.get(key);
    if (known) return known;
    interned.set(key, requirement);
    return requirement;
  };
  return (bearer) => {
    const found = [
      ...appliedTo(bearer, names.authenticated).map((): Requirement => ({ kind: "authenticated" })),
      ...appliedTo(bearer, names.requiresScopes).map(({ scopes }) => alternatives("scopes", scopes)),
      ...appliedTo(bearer, names.policy).map(({ policies }) => alternatives("policies", policies)),
    ];
    return found.length === 0 ? none : [...new Set(found.map(intern))];
  };
}

function alternatives(kind: "scopes" | "policies", given: unknown): Requirement {
  const lists = listOf(given).map((list) => [...new Set(listOf(list).map(String))].sort());
  return { kind, anyOf: lists };
}

function joined(some: readonly Requirement[], more: readonly Requirement[]): readonly Requirement[] {
  if (more.length === 0) return some;
  return some.length === 0 ? more : [...new Set([...some, ...more])];
}

/** Those of an interface's requirements that its objects' do not come to when all of them are met. */
function unexplained(ofInterface: readonly Requirement[], ofObjects: readonly Requirement[]): readonly Requirement[] {
  return ofInterface.filter((requirement) => !isImplied(requirement, ofObjects));
}

function isImplied(requirement: Requirement, by: readonly Requirement[]): boolean {
  if (by.includes(requirement)) return true;
  if (requirement.kind === "authenticated") return false;
  let combinations: readonly (readonly string[])[] = [[]];
  for (const each of new Set(by)) {
    if (each.kind !== requirement.kind) continue;
    combinations = combinations.flatMap((one) => each.anyOf.map((list) => [...one, ...list]));
    if (combinations.length > mostCombinations) return false;
  }
  return combinations.every((held) => requirement.anyOf.some((list) => list.every((name) => held.includes(name))));
}
