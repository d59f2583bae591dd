import { type EndUser, roles as platformRoles } from "@angidi/subgraph";

/** What comes with roles, by settings. */
export interface RoleTables {
  /** "*" is all scopes. */
  readonly scopesOfRoles: Readonly<Record<string, readonly string[]>>;
  /** The contract variant that those with a role are bound to; the first of several counts. */
  readonly variantsOfRoles: Readonly<Record<string, string>>;
}

/** The scopes that a credential names and those that come with its roles. */
export function scopesOf(
  roles: readonly string[],
  named: readonly string[],
  { scopesOfRoles }: Pick<RoleTables, "scopesOfRoles">,
): ReadonlySet<string> {
  const scopes = new Set(named);
  for (const role of roles) for (const scope of own(scopesOfRoles, role) ?? []) scopes.add(scope);
  return scopes;
}

/** The variant that somebody with these roles is bound to; undefined for none. */
export function variantOfRoles(
  roles: readonly string[],
  { variantsOfRoles }: Pick<RoleTables, "variantsOfRoles">,
): string | undefined {
  return Object.entries(variantsOfRoles).find(([role]) => roles.includes(role))?.[1];
}

/**
 * Somebody as subgraphs are told of them: with the roles that the platform has, their customer groups, and what the
 * credential names besides.
 */
export function endUserOf(
  userId: string,
  roles: readonly string[],
  scopes: readonly string[],
  { groups = [], sessionId }: { readonly groups?: readonly string[]; readonly sessionId?: string | undefined } = {},
): EndUser {
  return {
    kind: "user",
    userId,
    roles: platformRoles.filter((role) => roles.includes(role)),
    ...(groups.length > 0 ? { groups } : {}),
    sessionId,
    ...(scopes.length > 0 ? { scopes } : {}),
  };
}

/**
 * A claim by its name: as it stands, for names such as `https://example.com/roles`, or else as a path through claims
 * within claims.
 */
export function claimOf(claims: Readonly<Record<string, unknown>>, name: string): unknown {
  if (Object.hasOwn(claims, name)) return claims[name];
  let value: unknown = claims;
  for (const part of name.split(".")) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, part)) return undefined;
    value = (value as Readonly<Record<string, unknown>>)[part];
  }
  return value;
}

/** The texts in a claim: a list, or one text with spaces between them. */
export function textsIn(claim: unknown): readonly string[] {
  if (typeof claim === "string") return claim.split(" ").filter((text) => text !== "");
  return Array.isArray(claim) ? claim.filter((text) => typeof text === "string") : [];
}

function own<Value>(table: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
