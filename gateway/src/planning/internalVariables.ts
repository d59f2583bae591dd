import { type DocumentNode, Kind, visit } from "graphql";

/** A variable of a planned document that its client does not know by this name, or not at all. */
export interface InternalVariable {
  readonly name: string;
  /** Undefined when the client has given no value. */
  valueOf(variables: Readonly<Record<string, unknown>>): unknown;
}

/** Renames a client's variables that would be mistaken for those by which the planner passes what it knows itself. */
export function withInternalVariables(document: DocumentNode): {
  readonly document: DocumentNode;
  readonly variables: readonly InternalVariable[];
} {
  const names = variableNames(document);
  const internal = new Map<string, string>();
  for (const name of names) if (isPlanners(name)) internal.set(name, freeName(`c_${name}`, names));
  if (internal.size === 0) return { document, variables: [] };
  return {
    document: visit(document, {
      Variable(variable) {
        const value = internal.get(variable.name.value);
        return value === undefined ? undefined : { ...variable, name: { kind: Kind.NAME, value } };
      },
    }),
    variables: [...internal].map(([own, name]) => ({ name, valueOf: (variables) => variables[own] })),
  };
}

/** Variables with the internal ones among them. */
export function withValues<Variables extends Readonly<Record<string, unknown>>>(
  variables: Variables,
  internal: readonly InternalVariable[],
): Variables {
  const all: Record<string, unknown> = { ...variables };
  for (const variable of internal) {
    const value = variable.valueOf(all);
    if (value !== undefined) all[variable.name] = value;
  }
  return all as Variables;
}

/** The names of all variables that a document has anywhere. */
export function variableNames(document: DocumentNode): Set<string> {
  const names = new Set<string>();
  visit(document, { Variable: ({ name }) => void names.add(name.value) });
  return names;
}

/** A name that is not among those taken, and is from now on. */
export function freeName(wanted: string, taken: Set<string>): string {
  let name = wanted;
  while (taken.has(name)) name = `c_${name}`;
  taken.add(name);
  return name;
}

function isPlanners(name: string): boolean {
  return name === "representations" || name.startsWith("contextualArgument_");
}
