/** Ours alone, for the subgraph's own guards: composition leaves it out of the supergraph. */
export const internalDirective = `
"The field is for the named services alone. Goes with @inaccessible, which hides it from clients."
directive @internal(services: [String!]!) on FIELD_DEFINITION`.trim();

/**
 * How long what a field gives may be kept, and for whom. Ours, and composed into the supergraph, where the gateway reads
 * it; the link's address is a name that leads nowhere. The scope's name begins with that of the specification, which
 * keeps it out of what clients see.
 */
export const cacheControlDirective = `
extend schema
  @link(url: "https://specs.angidi.test/cacheControl/v1.0", import: ["@cacheControl"])
  @composeDirective(name: "@cacheControl")

"""
How long what the field gives, or what is of this type, may be kept. A field that gives no scalar and says nothing, nor
does its type, is not kept at all.
"""
directive @cacheControl(
  "Seconds."
  maxAge: Int
  "For whom; for everybody unless said."
  scope: cacheControl__Scope
  "As long, and for those, as what it is part of."
  inheritMaxAge: Boolean
) on FIELD_DEFINITION | OBJECT | INTERFACE | UNION

"For whom something may be kept."
enum cacheControl__Scope {
  "It is the same for everybody."
  PUBLIC
  "It is the same for everybody who has the same roles and scopes."
  RIGHTS
  "It is for one caller alone."
  PRIVATE
}`.trim();
