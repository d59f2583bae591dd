import { randomUUID } from "node:crypto";
import { Writable } from "node:stream";
import type { Database } from "@angidi/datastores";
import { loadOperations } from "@angidi/service-client";
import { type Caller, IDENTITY_HEADER, type Subgraph, signIdentity } from "@angidi/subgraph";
import { callerOf, type TestCaller, testDatabase } from "@angidi/testing";
import type { ExecutionResult } from "graphql";
import type { JSONWebKeySet } from "jose";
import { type Logger, pino } from "pino";
import { readConfig } from "../src/config.ts";
import { createUsers, migrations, name } from "../src/subgraph.ts";
import { type Adoption, cartsForTests } from "./carts.ts";

const operations = loadOperations(new URL("./operations.graphql", import.meta.url));

/** What a field of the answer looks like; a test reads what it asked for. */
// biome-ignore lint/suspicious/noExplicitAny: an answer's form is what these tests are about
export type Answer = any;

/** A users subgraph with a database, a clock and carts of its own. */
export interface World {
  readonly subgraph: Subgraph;
  readonly database: Database;
  /** `SERVICE_SIGNING_KEY`. */
  readonly signingKey: string;
  readonly log: Logger;
  readonly adoptions: readonly Adoption[];
  /** All that was logged, as text. */
  readonly logged: () => string;
  /** The subgraph's time; tests move it instead of waiting. */
  readonly clock: { now: Date; advance(seconds: number): void };
  /** Another process of the same deployment. */
  another(changes?: Record<string, string>): Promise<Subgraph>;
  /** The whole result of an operation, by the first process unless another is named. */
  execute(operation: string, variables?: object, as?: TestCaller | Caller, by?: Subgraph): Promise<ExecutionResult>;
  /** The operation's one field; throws when there are errors. */
  ask(operation: string, variables?: object, as?: TestCaller | Caller, by?: Subgraph): Promise<Answer>;
  /** The same for a mutation's input. */
  mutate(operation: string, input: object, as?: TestCaller | Caller, by?: Subgraph): Promise<Answer>;
  keySet(of?: Subgraph): Promise<JSONWebKeySet>;
  close(): Promise<void>;
}

export async function startWorld(): Promise<World> {
  const database = await testDatabase({ name, migrations });
  const key = database.environment.SERVICE_SIGNING_KEY!;
  const { subgraph: carts, adoptions } = cartsForTests(key);
  let text = "";
  const log = pino(
    { level: "trace" },
    new Writable({
      write(chunk, _encoding, done) {
        text += chunk;
        done();
      },
    }),
  );
  const clock = {
    now: new Date(),
    advance(seconds: number) {
      clock.now = new Date(clock.now.getTime() + seconds * 1000);
    },
  };
  const subgraphs: Subgraph[] = [];
  async function another(changes: Record<string, string> = {}): Promise<Subgraph> {
    const config = readConfig({ ...database.environment, ...changes });
    const subgraph = await createUsers(config, { services: () => carts.transport, log }, () => clock.now);
    subgraphs.push(subgraph);
    return subgraph;
  }
  const subgraph = await another();

  const execute: World["execute"] = async (operation, variables = {}, as = {}, by = subgraph) => {
    const caller = "kind" in as ? as : callerOf(as);
    return by.transport.execute({
      query: operations[operation]!,
      variables: { ...variables },
      headers: { [IDENTITY_HEADER]: signIdentity({ caller, requestId: randomUUID() }, key) },
      signal: AbortSignal.timeout(30_000),
    });
  };
  const ask: World["ask"] = async (operation, ...rest) => {
    const { data, errors } = await execute(operation, ...rest);
    if (errors) throw new Error(`${operation}: ${errors.map((error) => error.message).join("; ")}`);
    return Object.values(data!)[0];
  };

  return {
    subgraph,
    database: database.database,
    signingKey: key,
    log,
    adoptions,
    logged: () => text,
    clock,
    another,
    execute,
    ask,
    mutate: (operation, input, ...rest) => ask(operation, { input }, ...rest),
    async keySet(of = subgraph) {
      const [route] = of.routes;
      const { status, body } = await route!.handle({ params: {}, query: {}, headers: {}, body: Buffer.alloc(0) });
      if (status !== 200) throw new Error(`The key set was answered with ${status}`);
      return JSON.parse(body.toString());
    },
    async close() {
      await Promise.all(subgraphs.map((one) => one.stop()));
      await database.drop();
    },
  };
}

export const password = "correct-horse-battery";

/** An e-mail address that nobody else in the world has. */
export function newEmail(): string {
  return `shopper-${randomUUID()}@angidi.test`;
}

/** A customer who has just registered: their session, and who they are to the gateway. */
export async function registered(world: World, email = newEmail()) {
  const session = await world.mutate("Register", { email, password, displayName: "Ann Lee" });
  if (session.__typename !== "Session") throw new Error(`Not registered: ${JSON.stringify(session)}`);
  return { ...session, email, as: { userId: session.user.id as string } } as {
    readonly accessToken: string;
    readonly refreshToken: string;
    readonly expiresAt: string;
    readonly user: { readonly id: string };
    readonly email: string;
    readonly as: { readonly userId: string };
  };
}
