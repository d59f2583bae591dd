/** Anything that has fields. A field that is a function is called with the arguments; one that is an Error is thrown. */
export type Row = { readonly [field: string]: unknown };

/** The resolvers of a root type. */
export type RootFields = Readonly<Record<string, (args: never) => unknown>>;

/**
 * The data of a made-up supergraph, and what plain data cannot say. It serves the subgraphs, each of which sees of an
 * object what its own SDL declares, and the monolith alike. Objects of entities and of abstract types carry their
 * `__typename`; what is inherited from no other object needs none.
 */
export interface World {
  readonly Query: RootFields;
  readonly Mutation?: RootFields;
  /** Whatever a subgraph may be asked for by a key. */
  readonly entities?: readonly Row[];
  /**
   * Fields with `@requires`, by type: they get what they require, and their arguments. One that is not listed gives the
   * JSON text of what it requires, so that any difference in what a subgraph was sent is seen in the answer.
   */
  readonly computed?: Readonly<Record<string, Readonly<Record<string, Computed>>>>;
  /** Objects that a subgraph does not have: what only it could tell about them is null. */
  readonly absent?: Readonly<Record<string, readonly Row[]>>;
  /**
   * Objects that a subgraph cannot be asked for, because a field of every key by which it knows them fails or is null:
   * what only it could tell about them is an error.
   */
  readonly unreachable?: Readonly<Record<string, readonly Row[]>>;
}

export type Computed = (required: never, args: never) => unknown;

/** What `data.ts` in a supergraph's folder exports as `supergraph`. */
export interface MadeUpSupergraph {
  /** Made anew for each operation, so that mutations start from the same state. */
  world(): World;
  /** Values for generated arguments and input fields, by their names; others are made up from their types. */
  readonly values?: Readonly<Record<string, readonly unknown[]>>;
  /** Why @apollo/gateway cannot serve this supergraph at all. */
  readonly apolloCannotLoad?: string;
  /** What no gateway can get right here, and operations that may show it: these are not compared. */
  readonly outOfReach?: { readonly reason: string; mayShow(query: string): boolean };
  /** What @apollo/gateway is known to get wrong here; its differences in generated operations are then only counted. */
  readonly apolloIsWrong?: readonly string[];
}

/** A hand-written operation; what it must give is what the monolith gives. */
export interface Case {
  /** Reads as a sentence about what is tested. */
  readonly name: string;
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  /** Why @apollo/gateway gives something else. */
  readonly apolloIsWrong?: string;
}

/** Where the world of the operation at hand is found. */
export interface Stage {
  world: World;
}

/** A field's value as the data has it. */
export function read(stage: Stage, typeName: string, object: Row | undefined, field: string, args: object): unknown {
  const isRoot = typeName === "Query" || typeName === "Mutation";
  const value = isRoot ? stage.world[typeName]?.[field] : object?.[field];
  return typeof value === "function" ? value(args) : value;
}

export function isIn(listed: Readonly<Record<string, readonly Row[]>> | undefined, subgraph: string, object?: Row) {
  return object !== undefined && listed?.[subgraph]?.includes(object) === true;
}
