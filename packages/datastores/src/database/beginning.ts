import pg from "pg";

/** What of pg's connection and of its queries is used here and not in its types. */
interface Wire {
  readonly parsedStatements: Record<string, string>;
  on(event: "parseComplete", listener: () => void): void;
  off(event: "parseComplete", listener: () => void): void;
  parse(message: { readonly name: string; readonly text: string; readonly types: readonly unknown[] }): void;
  bind(message: { readonly portal: string; readonly statement: string; readonly values: readonly unknown[] }): void;
  execute(message: { readonly portal: string; readonly rows: number }): void;
}

interface Preparing {
  prepare(connection: Wire): void;
  handleError(error: Error, connection: Wire): void;
  handleReadyForQuery(connection: Wire): void;
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
  /** While the statement is prepared: how many answers to a Parse have come, BEGIN's first. */
  #parsed: number | undefined;
  readonly #countParsed = () => {
    this.#parsed! += 1;
  };

  constructor(config: pg.QueryConfig, callback: ConstructorParameters<typeof Query>[2]) {
    super(config, undefined, callback);
    this.#name = config.name;
  }

  override prepare(connection: Wire): void {
    if (this.#name !== undefined && connection.parsedStatements[this.#name] === undefined) {
      this.#parsed = 0;
      connection.on("parseComplete", this.#countParsed);
    }
    connection.parse({ name: "", text: "BEGIN", types: [] });
    connection.bind({ portal: "", statement: "", values: [] });
    connection.execute({ portal: "", rows: 0 });
    super.prepare(connection);
  }

  /** pg takes the answer to the first Parse, which was BEGIN's, for the statement's own. */
  override handleError(error: Error, connection: Wire): void {
    if (this.#parsed === 1) delete connection.parsedStatements[this.#name!];
    this.#leave(connection);
    super.handleError(error, connection);
  }

  override handleReadyForQuery(connection: Wire): void {
    this.#leave(connection);
    super.handleReadyForQuery(connection);
  }

  #leave(connection: Wire): void {
    if (this.#parsed !== undefined) connection.off("parseComplete", this.#countParsed);
    this.#parsed = undefined;
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
