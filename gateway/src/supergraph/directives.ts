import { type ConstDirectiveNode, type GraphQLSchema, valueFromASTUntyped } from "graphql";

/** What a directive of the supergraph is called there; undefined for one that it does not use. */
export type DirectiveNames = Readonly<Record<KnownDirective, string | undefined>>;

export type KnownDirective = keyof typeof features;

/** The features that define the directives, by the identity of their specification; undefined where any may. */
const features = {
  authenticated: "https://specs.apollo.dev/authenticated",
  requiresScopes: "https://specs.apollo.dev/requiresScopes",
  policy: "https://specs.apollo.dev/policy",
  tag: "https://specs.apollo.dev/tag",
  inaccessible: "https://specs.apollo.dev/inaccessible",
  cost: "https://specs.apollo.dev/cost",
  listSize: "https://specs.apollo.dev/cost",
  // Composed by @composeDirective, from whatever specification the subgraphs name.
  cacheControl: undefined,
} as const;

const linkIdentities = ["https://specs.apollo.dev/link", "https://specs.apollo.dev/core"];
const federation = "https://specs.apollo.dev/federation";

/** Something of a schema, or of its AST, that directives can be applied to. */
export type DirectiveBearer =
  | { readonly directives?: readonly ConstDirectiveNode[] }
  | {
      readonly astNode?: { readonly directives?: readonly ConstDirectiveNode[] } | null;
      readonly extensionASTNodes?: readonly { readonly directives?: readonly ConstDirectiveNode[] }[];
    };

/**
 * What the directives that a gateway acts on are called in this supergraph, which may rename them (`import:`) or put a
 * feature's name in front (`as:`). One that is defined without any `@link` is known by its plain name.
 */
export function directiveNames(schema: GraphQLSchema): DirectiveNames {
  const links = linksOf(schema);
  const nameOf = (directive: KnownDirective): string | undefined => {
    const identity = features[directive];
    const own = links.find((link) => link.identity === identity);
    if (own) return nameIn(own, directive);
    const others = links.filter(
      (link) => link.identity === federation || link.imports.has(`@${directive}`) || link.name === directive,
    );
    return [...others.map((link) => nameIn(link, directive)), directive].find((name) => schema.getDirective(name));
  };
  return Object.fromEntries(
    Object.keys(features).map((directive) => [directive, nameOf(directive as KnownDirective)]),
  ) as DirectiveNames;
}

/**
 * The arguments of each application of a directive, as they are written: without the defaults of those left out, enum
 * values as strings. Empty when the directive is not applied, or has no name in the supergraph.
 */
export function appliedTo(
  bearer: DirectiveBearer,
  name: string | undefined,
): readonly Readonly<Record<string, unknown>>[] {
  if (name === undefined) return [];
  return directivesOf(bearer)
    .filter((directive) => directive.name.value === name)
    .map(({ arguments: given = [] }) =>
      Object.fromEntries(given.map((argument) => [argument.name.value, valueFromASTUntyped(argument.value)])),
    );
}

/**
 * A list argument as a list: where a list is asked for, GraphQL takes a single value for a list of one, and composition
 * leaves it as the subgraph wrote it. For a list of lists, such as `scopes:`, each of its values is to be read so again.
 */
export function listOf(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

function directivesOf(bearer: DirectiveBearer): readonly ConstDirectiveNode[] {
  if ("directives" in bearer) return bearer.directives ?? [];
  if (!("astNode" in bearer)) return [];
  return [bearer.astNode, ...(bearer.extensionASTNodes ?? [])].flatMap((node) => node?.directives ?? []);
}

/** A feature that the supergraph uses. */
interface Link {
  /** The URL without its version. */
  readonly identity: string;
  readonly name: string;
  /** What stands in front of the feature's elements that are not imported. */
  readonly prefix: string;
  /** From the name in the feature to the name in the supergraph, directives with their "@". */
  readonly imports: ReadonlyMap<string, string>;
}

function linksOf(schema: GraphQLSchema): readonly Link[] {
  const names = new Set(directivesOf(schema).map((directive) => directive.name.value));
  // @link says of itself what it is called.
  const linkName = [...names].find((name) =>
    appliedTo(schema, name).some((application) => {
      const { identity, name: own } = featureOf(application);
      return linkIdentities.includes(identity) && (application.as ?? own) === name;
    }),
  );
  return appliedTo(schema, linkName).map((application) => {
    const { identity, name } = featureOf(application);
    const prefix = typeof application.as === "string" ? application.as : name;
    return { identity, name, prefix, imports: importsOf(application.import) };
  });
}

function featureOf({ url, feature = url }: Readonly<Record<string, unknown>>): {
  readonly identity: string;
  readonly name: string;
} {
  const identity = String(feature)
    .replace(/\/+$/, "")
    .replace(/\/v\d+\.\d+$/, "");
  return { identity, name: identity.slice(identity.lastIndexOf("/") + 1) };
}

function importsOf(given: unknown): ReadonlyMap<string, string> {
  const imports = new Map<string, string>();
  for (const each of listOf(given)) {
    const { name, as = name } = (typeof each === "string" ? { name: each } : each) as { name: string; as?: string };
    imports.set(name, as);
  }
  return imports;
}

function nameIn({ name, prefix, imports }: Link, directive: string): string {
  const imported = imports.get(`@${directive}`);
  if (imported !== undefined) return imported.slice(1);
  return directive === name ? prefix : `${prefix}__${directive}`;
}
