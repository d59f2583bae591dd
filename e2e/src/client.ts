import { loadOperations } from "@angidi/service-client";
import type { ExecutionResult } from "graphql";
import { createClient } from "graphql-ws";
import { request } from "undici";
import { WebSocket } from "ws";

const operations = loadOperations(new URL("./operations.graphql", import.meta.url));

/** A whole HTTP answer of the gateway. */
export interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: a scenario reads what it asked for
  readonly data: any;
  readonly errors: NonNullable<ExecutionResult["errors"]>;
}

export interface Endpoints {
  readonly url: string;
  readonly wsUrl: string;
}

/** Somebody at the other end of the gateway: a guest, or a user with a token. */
export class GraphClient {
  readonly #endpoints: Endpoints;
  /** The access token; undefined for a guest. */
  readonly token: string | undefined;

  constructor(endpoints: Endpoints, token?: string) {
    this.#endpoints = endpoints;
    this.token = token;
  }

  /** Sends one of the scenarios' operations, and fails the scenario when the answer holds errors. Gives its only field. */
  // biome-ignore lint/suspicious/noExplicitAny: a scenario reads what it asked for
  async ask(name: string, variables: Record<string, unknown> = {}): Promise<any> {
    const { data, errors } = await this.send(name, variables);
    if (errors.length > 0) throw new Error(`${name}: ${JSON.stringify(errors)}`);
    return Object.values(data as Record<string, unknown>)[0];
  }

  /** Sends one of the scenarios' operations and gives the answer as it came. */
  send(name: string, variables: Record<string, unknown> = {}): Promise<Answer> {
    const query = operations[name];
    if (!query) throw new Error(`The scenarios have no operation ${name}`);
    return this.post({ query, variables, operationName: name });
  }

  /** Sends any body, as an object or as a text. */
  async post(body: object | string): Promise<Answer> {
    const { statusCode, body: answer } = await request(this.#endpoints.url, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        ...(this.token === undefined ? {} : { authorization: `Bearer ${this.token}` }),
      },
      body: typeof body === "string" ? body : JSON.stringify(body),
    });
    const { data, errors } = JSON.parse(await answer.text()) as { data?: unknown; errors?: Answer["errors"] };
    return { status: statusCode, data, errors: errors ?? [] };
  }

  /** What a subscription yields until the server ends it or the scenario stops reading. */
  async *subscribe(name: string, variables: Record<string, unknown>): AsyncGenerator<ExecutionResult> {
    const client = createClient({
      url: this.#endpoints.wsUrl,
      webSocketImpl: WebSocket,
      retryAttempts: 0,
      ...(this.token === undefined ? {} : { connectionParams: { authorization: `Bearer ${this.token}` } }),
    });
    try {
      yield* client.iterate({
        query: operations[name]!,
        variables,
        operationName: name,
      }) as AsyncIterable<ExecutionResult>;
    } finally {
      await client.dispose();
    }
  }
}
