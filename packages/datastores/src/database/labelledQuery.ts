import pg from "pg";
import { prepareValue } from "pg/lib/utils.js";

/** What of pg's connection, queries and results is used here and not in its types. */
interface Wire {
  readonly parsedStatements: Record<string, string>;
  on(event: "parseComplete", listener: () => void): void;
  off(event: "parseComplete", listener: () => void): void;
  parse(message: { readonly name: string; readonly text: string; readonly types: readonly unknown[] }): void;
  bind(message: {
    readonly portal: string;
    readonly statement: string;
    readonly values: readonly unknown[];
    readonly valueMapper?: (value: unknown) => unknown;
  }): void;
  execute(message: { readonly portal: string; readonly rows: number }): void;
  sync(): void;
}

/** How rows look, and how they are read; the object is null where there are none. */
interface Columns {
  readonly fields: unknown;
  readonly _parsers: unknown;
  readonly _prebuiltEmptyResultObject: object | null;
}

interface Inner {
  name: string;
  readonly values: readonly unknown[];
  readonly _result: Columns;
  _accumulateRows: boolean;
  prepare(connection: Wire): void;
  handleCommandComplete(message: object, connection: Wire): void;
  handleError(error: Error, connection: Wire): void;
  handleReadyForQuery(connection: Wire): void;
}

interface Labelled {
  readonly name: string;
  readonly text: string;
  readonly values: readonly unknown[];
}

type Done = (error: Error | null, result: pg.QueryResult) => void;

const Query = pg.Query as unknown as new (
  text: string,
  values: readonly unknown[],
  callback: Done,
) => pg.Submittable & Inner;

/** How the rows of each connection's prepared statements look, by the statement's name. */
const columnsOf = new WeakMap<Wire, Map<string, Columns>>();

/**
 * A prepared statement.
 *
 * What its rows look like is asked for once for a connection: PostgreSQL refuses to carry out a prepared statement whose
 * rows would look different by now ("cached plan must not change result type"), and then the connection is given up.
 *
 * Where it begins a transaction, BEGIN goes ahead of it in the same message to the server, which saves the wait for its
 * answer. There is no Sync between the two, so where BEGIN fails the statement is not carried out either (PostgreSQL,
 * Message Flow, Pipelining).
 */
class LabelledQuery extends Query {
  readonly #name: string;
  readonly #begins: boolean;
  #isBegun = false;
  /** While the statement is prepared with a BEGIN before it: how many answers to a Parse have come, BEGIN's first. */
  #parsed: number | undefined;
  readonly #countParsed = () => {
    this.#parsed! += 1;
  };
  /** Whether the answer tells what its rows look like. */
  #isDescribed = false;
  #hasFailed = false;

  constructor({ name, text, values }: Labelled, begins: boolean, callback: Done) {
    super(text, values, callback); // pg copies a whole configuration property by property
    this.name = name;
    this.#name = name;
    this.#begins = begins;
  }

  override prepare(connection: Wire): void {
    const isPrepared = connection.parsedStatements[this.#name] !== undefined;
    if (this.#begins) {
      if (!isPrepared) {
        this.#parsed = 0;
        connection.on("parseComplete", this.#countParsed);
      }
      connection.parse({ name: "", text: "BEGIN", types: [] });
      connection.bind({ portal: "", statement: "", values: [] });
      connection.execute({ portal: "", rows: 0 });
    }
    const columns = isPrepared ? columnsOf.get(connection)?.get(this.#name) : undefined;
    if (columns) {
      this.#repeat(connection, columns);
    } else {
      this.#isDescribed = true;
      super.prepare(connection);
    }
  }

  #repeat(connection: Wire, columns: Columns): void {
    Object.assign(this._result, columns);
    this._accumulateRows = true;
    try {
      const { values } = this;
      connection.bind({ portal: "", statement: this.#name, values, valueMapper: prepareValue });
      connection.execute({ portal: "", rows: 0 });
    } catch (error) {
      this.handleError(error as Error, connection); // a value that cannot be written: nothing of it was sent
    }
    connection.sync();
  }

  /** BEGIN's end is passed over: pg would take what follows for another result. */
  override handleCommandComplete(message: object, connection: Wire): void {
    if (this.#begins && !this.#isBegun) this.#isBegun = true;
    else super.handleCommandComplete(message, connection);
  }

  /** pg takes the answer to the first Parse, which was BEGIN's, for the statement's own. */
  override handleError(error: Error, connection: Wire): void {
    this.#hasFailed = true;
    if (this.#parsed === 1) delete connection.parsedStatements[this.#name];
    this.#leave(connection);
    super.handleError(error, connection);
  }

  override handleReadyForQuery(connection: Wire): void {
    this.#leave(connection);
    if (this.#isDescribed && !this.#hasFailed) remember(connection, this.#name, this._result);
    super.handleReadyForQuery(connection);
  }

  #leave(connection: Wire): void {
    if (this.#parsed !== undefined) connection.off("parseComplete", this.#countParsed);
    this.#parsed = undefined;
  }
}

function remember(connection: Wire, name: string, { fields, _parsers, _prebuiltEmptyResultObject }: Columns): void {
  const known = columnsOf.get(connection) ?? new Map<string, Columns>();
  columnsOf.set(connection, known.set(name, { fields, _parsers, _prebuiltEmptyResultObject }));
}

/** Sends a prepared statement, with `begins` as the first of a transaction that it begins, in one round trip. */
export function sendLabelled(client: pg.ClientBase, statement: Labelled, begins: boolean): Promise<pg.QueryResult> {
  return new Promise((resolve, reject) => {
    client.query(new LabelledQuery(statement, begins, (error, result) => (error ? reject(error) : resolve(result))));
  });
}
