import pg from "pg";

/** What of pg's connection and of its queries is used here and not in its types. */
interface Wire {
  readonly parsedStatements: Record<string, string>;
  parse(message: { readonly name: string; readonly text: string; readonly types: readonly unknown[] }): void;
  bind(message: { readonly portal: string; readonly statement: string; readonly values: readonly unknown[] }): void;
  execute(message: { readonly portal: string; readonly rows: number }): void;
}

interface Preparing {
  prepare(connection: Wire): void;
  handleError(error: Error, connection: Wire): void;
}

const Query = pg.Query as unknown as new (
  config: pg.QueryConfig,
  values: undefined,
  callback: (error: Error | null, result: pg.QueryResult | pg.QueryResult[]) => void,
) => pg.Submittable & Preparing;

/**
 * A statement that begins a transaction: BEGIN goes ahead of it in the same message to the server, which saves the wait
 * for its answer. There is no Sync between the two, so where BEGIN fails the statement is not carried out either
 * (PostgreSQL, Message Flow, Pipelining).
 */
class Beginning extends Query {
  readonly #name: string | undefined;
  #isNew = false;

  constructor(config: pg.QueryConfig, callback: ConstructorParameters<typeof Query>[2]) {
    super(config, undefined, callback);
    this.#name = config.name;
  }

  override prepare(connection: Wire): void {
    this.#isNew = this.#name !== undefined && connection.parsedStatements[this.#name] === undefined;
    connection.parse({ name: "", text: "BEGIN", types: [] });
    connection.bind({ portal: "", statement: "", values: [] });
    connection.execute({ portal: "", rows: 0 });
    super.prepare(connection);
  }

  /** pg takes the answer to the first Parse, which was BEGIN's, for the statement's own. */
  override handleError(error: Error, connection: Wire): void {
    if (this.#isNew) delete connection.parsedStatements[this.#name!];
    super.handleError(error, connection);
  }
}

/** Begins a transaction on the client with a statement, in one round trip, and gives the statement's result. */
export function beginWith(client: pg.ClientBase, config: pg.QueryConfig): Promise<pg.QueryResult> {
  return new Promise((resolve, reject) => {
    const query = new Beginning(config, (error, results) => {
      if (error) reject(error);
      else resolve(Array.isArray(results) ? results.at(-1)! : results);
    });
    client.query(query);
  });
}
