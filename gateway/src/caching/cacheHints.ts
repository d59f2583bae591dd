import { type GraphQLSchema, isInterfaceType, isObjectType, isUnionType } from "graphql";
import { appliedTo, type DirectiveBearer, directiveNames } from "../supergraph/directives.ts";
import type { LoadedSupergraph } from "../supergraph/load.ts";
import { type CacheScope, toScope } from "./cacheScope.ts";

/** What `@cacheControl` says of a field or of a type. */
export interface CacheHint {
  /** Seconds. */
  readonly maxAge: number | undefined;
  readonly scope: CacheScope | undefined;
  readonly inheritMaxAge: boolean;
}

/** Everything that a supergraph says about keeping answers. */
export interface CacheHints {
  ofType(type: string): CacheHint | undefined;
  ofField(type: string, field: string): CacheHint | undefined;
}

const known = new WeakMap<LoadedSupergraph, CacheHints>();

/** The hints of a supergraph, read once. */
export function cacheHintsOf(supergraph: LoadedSupergraph): CacheHints {
  let hints = known.get(supergraph);
  if (!hints) {
    hints = readHints(supergraph.schema);
    known.set(supergraph, hints);
  }
  return hints;
}

function readHints(schema: GraphQLSchema): CacheHints {
  const name = directiveNames(schema).cacheControl;
  const types = new Map<string, CacheHint>();
  const fields = new Map<string, CacheHint>();
  const read = (into: Map<string, CacheHint>, coordinate: string, bearer: DirectiveBearer) => {
    const [written] = appliedTo(bearer, name);
    if (written) into.set(coordinate, hintOf(written));
  };
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) && !isInterfaceType(type) && !isUnionType(type)) continue;
    read(types, type.name, type);
    if (isUnionType(type)) continue;
    for (const field of Object.values(type.getFields())) read(fields, `${type.name}.${field.name}`, field);
  }
  return {
    ofType: (type) => types.get(type),
    ofField: (type, field) => fields.get(`${type}.${field}`),
  };
}

function hintOf({ maxAge, scope, inheritMaxAge }: Readonly<Record<string, unknown>>): CacheHint {
  return {
    // Written as it is in the document, where a number is no text.
    maxAge: typeof maxAge === "number" ? Math.max(0, maxAge) : undefined,
    scope: scope === undefined || scope === null ? undefined : toScope(scope),
    inheritMaxAge: inheritMaxAge === true,
  };
}
