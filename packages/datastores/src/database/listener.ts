import pg from "pg";
import { Hearers } from "../broadcast/hearers.ts";
import { announceStatement } from "../statements.ts";
import { asWorker } from "../worker.ts";
import { type ConnectionSettings, connectionConfig } from "./connection.ts";
import { StoreUnavailable } from "./database.ts";
import { Line } from "./line.ts";

interface Connection {
  client: pg.Client;
  /** pg wants one statement at a time on a client. */
  line: Line;
  pulse: NodeJS.Timeout;
}

const FIRST_PAUSE = 100;
const LONGEST_PAUSE = 5_000;
/** How often the server is asked whether it is still there: TCP alone tells of a lost peer only after minutes. */
const PULSE = 15_000;

/**
 * The one connection on which a database listens. It is opened by the first listener, opened again when it is lost,
 * and closed with the last listener.
 */
export class Listener {
  readonly #settings: ConnectionSettings;
  readonly #hearers = new Hearers();
  #connection: Promise<Connection> | undefined;
  #retry: NodeJS.Timeout | undefined;
  #pause = FIRST_PAUSE;
  #closed = false;

  constructor(settings: ConnectionSettings) {
    this.#settings = settings;
  }

  /** Starts to hear a channel; throws when there is no connection. Gives the function that ends it. */
  async listen(channel: string, onMessage: (payload: string) => void): Promise<() => Promise<void>> {
    if (this.#closed) throw new Error("The database is closed.");
    const leave = this.#hearers.add(channel, onMessage);
    try {
      await this.#subscribe(await this.#connect(), channel);
    } catch (error) {
      leave();
      throw error;
    }
    return async () => {
      if (leave() === "last") await this.#unlisten(channel);
    };
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#hearers.clear();
    clearTimeout(this.#retry);
    await this.#hangUp();
  }

  #connect(): Promise<Connection> {
    this.#connection ??= asWorker(() => this.#open()).catch((error) => {
      this.#connection = undefined;
      throw error;
    });
    return this.#connection;
  }

  async #open(): Promise<Connection> {
    const client = new pg.Client(connectionConfig(this.#settings));
    const line = new Line();
    client.on("notification", ({ channel, payload }) => this.#hearers.tell(channel, payload ?? ""));
    client.on("error", () => this.#lost(connection));
    client.on("end", () => this.#lost(connection));
    const connection: Connection = { client, line, pulse: setInterval(() => this.#feelPulse(connection), PULSE) };
    connection.pulse.unref();
    try {
      await client.connect();
    } catch (cause) {
      clearInterval(connection.pulse);
      throw new StoreUnavailable(`The database of ${this.#settings.schema} cannot be listened to.`, { cause });
    }
    return connection;
  }

  async #subscribe(connection: Connection, channel: string): Promise<void> {
    await this.#send(connection, "LISTEN", `LISTEN ${pg.escapeIdentifier(channel)}`);
  }

  #send(connection: Connection, label: string, text: string): Promise<unknown> {
    return connection.line.take(() => {
      asWorker(() => announceStatement(this.#settings.schema, label, text));
      return connection.client.query(text);
    });
  }

  #feelPulse(connection: Connection): void {
    this.#send(connection, "datastores.pulse", "SELECT 1").catch(() => this.#lost(connection));
  }

  #lost(connection: Connection): void {
    clearInterval(connection.pulse);
    const current = this.#connection;
    current?.then(
      (now) => {
        if (now !== connection || this.#connection !== current) return;
        this.#connection = undefined;
        connection.client.end().catch(() => {});
        this.#reconnectLater();
      },
      () => {},
    );
  }

  #reconnectLater(): void {
    if (this.#closed || this.#hearers.channels.length === 0) return;
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => this.#reconnect(), this.#pause * (0.5 + Math.random()));
    this.#retry.unref();
    this.#pause = Math.min(this.#pause * 2, LONGEST_PAUSE);
  }

  async #reconnect(): Promise<void> {
    try {
      const connection = await this.#connect();
      const { channels } = this.#hearers;
      for (const channel of channels) await this.#subscribe(connection, channel);
      this.#pause = FIRST_PAUSE;
      for (const channel of channels) this.#hearers.tell(channel, "");
    } catch {
      this.#reconnectLater();
    }
  }

  async #unlisten(channel: string): Promise<void> {
    if (this.#hearers.channels.length === 0) return this.#hangUp();
    const connection = await this.#connection?.catch(() => undefined);
    // Someone may have begun to listen meanwhile: their LISTEN must not be undone.
    if (!connection || this.#hearers.has(channel)) return;
    await this.#send(connection, "UNLISTEN", `UNLISTEN ${pg.escapeIdentifier(channel)}`).catch(() => {});
  }

  async #hangUp(): Promise<void> {
    const opening = this.#connection;
    this.#connection = undefined;
    const connection = await opening?.catch(() => undefined);
    if (!connection) return;
    clearInterval(connection.pulse);
    await connection.client.end().catch(() => {});
  }
}
