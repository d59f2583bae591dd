import { httpTransport } from "@angidi/service-client";
import {
  CodedError,
  type Context,
  IDENTITY_HEADER,
  listen,
  type Subgraph,
  type SubgraphRequest,
  type SubgraphTransport,
  signIdentity,
} from "@angidi/subgraph";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import type { ExecutionResult } from "graphql";
import { ada, signingKey, silent, subgraph } from "./kit/graph.ts";

interface Reached {
  readonly transport: SubgraphTransport;
  close(): Promise<void>;
}

const ways: [string, (subgraph: Subgraph) => Promise<Reached>][] = [
  ["in process", async ({ transport }) => ({ transport, close: async () => {} })],
  [
    "over HTTP",
    async (served) => {
      const server = await listen(served, { port: 0, host: "127.0.0.1", log: silent });
      const transport = httpTransport({ url: server.url });
      return {
        transport,
        async close() {
          await transport.close();
          await server.close();
        },
      };
    },
  ],
];

/** What the tests see of the inside of the subgraph. */
interface Seen {
  waiting: PromiseWithResolvers<AbortSignal>;
  streamEnded: PromiseWithResolvers<void>;
}

function probe(seen: Seen): Subgraph {
  return subgraph(
    "probe",
    `type Query {
       greeting(name: String!): String!
       caller: String
       things: [Thing]!
       refuses: String
       fails: String
       slow: String
     }
     type Thing @key(fields: "id") { id: ID! weight: Float mark: String! }
     type Subscription { count(to: Int!): Int! silence: Int mine: Int @authenticated }`,
    {
      resolvers: {
        Query: {
          greeting: (_: unknown, { name }: { name: string }) => `Hello ${name}`,
          caller: (_: unknown, _arguments: unknown, { caller, requestId }: Context<object>) =>
            JSON.stringify({ caller, requestId }),
          things: () => [{ id: 1, weight: 1.5 }, null, { id: "broken" }],
          refuses: () => {
            throw new CodedError("FORBIDDEN", "Not for you");
          },
          fails: () => {
            throw new Error("password=hunter2");
          },
          slow: (_: unknown, _arguments: unknown, { signal }: Context<object>) => {
            seen.waiting.resolve(signal);
            return new Promise(() => {});
          },
        },
        Thing: {
          mark: ({ id }: { id: unknown }) => {
            if (id === "broken") throw new CodedError("BAD_USER_INPUT", "It is broken");
            return "fine";
          },
        },
        Subscription: {
          count: {
            async *subscribe(_: unknown, { to }: { to: number }) {
              for (let count = 1; count <= to; count++) yield { count };
            },
          },
          silence: {
            subscribe: () => ({
              next: () => new Promise(() => {}),
              return: async () => {
                seen.streamEnded.resolve();
                return { done: true, value: undefined };
              },
              [Symbol.asyncIterator]() {
                return this;
              },
            }),
          },
          mine: {
            async *subscribe() {
              yield { mine: 1 };
            },
          },
        },
      },
      entities: { Thing: (references) => references },
    },
  );
}

describe.each(ways)("a subgraph reached %s", (_way, reach) => {
  let seen: Seen;
  let reached: Reached;
  beforeEach(async () => {
    seen = { waiting: Promise.withResolvers(), streamEnded: Promise.withResolvers() };
    reached = await reach(probe(seen));
  });
  afterEach(() => reached.close());

  const identity = signIdentity({ caller: ada, requestId: "r1" }, signingKey);
  const request = (query: string, more: Partial<SubgraphRequest> = {}): SubgraphRequest => ({
    query,
    headers: { [IDENTITY_HEADER]: identity },
    signal: new AbortController().signal,
    ...more,
  });
  const ask = async (query: string, more?: Partial<SubgraphRequest>) =>
    plain(await reached.transport.execute(request(query, more)));
  const listenTo = async (query: string, more?: Partial<SubgraphRequest>) => {
    const results: unknown[] = [];
    for await (const result of await reached.transport.subscribe(request(query, more))) results.push(plain(result));
    return results;
  };

  test("answers with data", async () => {
    const query = `query A($n: String!) { greeting(name: $n) } query B { caller }`;
    expect(await ask(query, { variables: { n: "Ada 🦊\n\u2028" }, operationName: "A" })).toEqual({
      data: { greeting: "Hello Ada 🦊\n\u2028" },
    });
  });

  test("answers with what it has and the errors of the rest, with their paths and codes", async () => {
    expect(await ask(`{ things { id weight mark } refuses }`)).toMatchObject({
      data: { things: [{ id: "1", weight: 1.5, mark: "fine" }, null, null], refuses: null },
      errors: [
        { path: ["refuses"], message: "Not for you", extensions: { code: "FORBIDDEN" } },
        { path: ["things", 2, "mark"], message: "It is broken", extensions: { code: "BAD_USER_INPUT" } },
      ],
    });
  });

  test("answers to what it does not understand with errors alone", async () => {
    for (const query of ["{ nothing }", "{", ""]) {
      const { data, errors } = await ask(query);
      expect(data).toBeUndefined();
      expect(errors?.[0]?.extensions).toEqual({ code: "BAD_USER_INPUT" });
    }
  });

  test("keeps its faults to itself", async () => {
    const result = await ask(`{ fails }`);
    expect(result).toMatchObject({
      data: { fails: null },
      errors: [{ path: ["fails"], extensions: { code: "INTERNAL_SERVER_ERROR" } }],
    });
    expect(JSON.stringify(result)).not.toContain("hunter2");
  });

  test("resolves entities", async () => {
    const query = `query($representations: [_Any!]!) { _entities(representations: $representations) { ... on Thing { weight } } }`;
    const representations = [
      { __typename: "Thing", id: "a", weight: 1 },
      { __typename: "Thing", id: "b", weight: 2 },
    ];
    expect(await ask(query, { variables: { representations } })).toEqual({
      data: { _entities: [{ weight: 1 }, { weight: 2 }] },
    });
  });

  test("knows who calls, and in which request", async () => {
    const { data } = await ask(`{ caller }`);
    expect(JSON.parse(data?.caller as string)).toEqual({ caller: ada, requestId: "r1" });
  });

  test("refuses a call that is not signed by the platform, to queries and to subscriptions", async () => {
    const foreign = signIdentity({ caller: ada, requestId: "r1" }, "some other key of thirty-two characters");
    for (const headers of [{}, { [IDENTITY_HEADER]: "x.y" }, { [IDENTITY_HEADER]: foreign }] as Record<
      string,
      string
    >[]) {
      expect(await ask(`{ caller }`, { headers })).toMatchObject({
        errors: [{ extensions: { code: "UNAUTHENTICATED" } }],
      });
      const [refusal, ...others] = await listenTo(`subscription { count(to: 3) }`, { headers });
      expect(refusal).toMatchObject({ errors: [{ extensions: { code: "UNAUTHENTICATED" } }] });
      expect(others).toEqual([]);
    }
  });

  test("is no longer waited for once the deadline has passed, and learns of it", async () => {
    const deadline = new AbortController();
    const answer = reached.transport.execute(request(`{ slow }`, { signal: deadline.signal }));
    const signal = await seen.waiting.promise;
    deadline.abort(new Error("too late"));
    await expect(answer).rejects.toThrow("too late");
    if (!signal.aborted) await new Promise((resolve) => signal.addEventListener("abort", resolve));

    await expect(reached.transport.execute(request(`{ caller }`, { signal: deadline.signal }))).rejects.toThrow();
  });

  test("streams a subscription in order and to its end", async () => {
    expect(await listenTo(`subscription($to: Int!) { count(to: $to) }`, { variables: { to: 3 } })).toEqual([
      { data: { count: 1 } },
      { data: { count: 2 } },
      { data: { count: 3 } },
    ]);
  });

  test("refuses a subscription by errors alone", async () => {
    const anonymous = signIdentity({ caller: { kind: "anonymous" }, requestId: "r1" }, signingKey);
    for (const [query, headers] of [
      [`subscription { nothing }`, { [IDENTITY_HEADER]: identity }],
      [`subscription { mine }`, { [IDENTITY_HEADER]: anonymous }],
    ] as const) {
      const [refusal, ...others] = (await listenTo(query, { headers })) as PlainResult[];
      expect(refusal?.data ?? null).toBeNull();
      expect(refusal?.errors).toHaveLength(1);
      expect(others).toEqual([]);
    }
  });

  test("stops a subscription whose listener has gone, also between events", async () => {
    const leaving = new AbortController();
    const events = (await reached.transport.subscribe(request(`subscription { silence }`, { signal: leaving.signal })))[
      Symbol.asyncIterator
    ]();
    const next = events.next().catch(() => {});
    await new Promise((resolve) => setTimeout(resolve, 100));
    leaving.abort(new Error("gone"));
    await seen.streamEnded.promise;
    await Promise.race([next, new Promise((resolve) => setTimeout(resolve, 100))]);
  });
});

test("a subgraph that is not there rejects, which is no answer", async () => {
  const transport = httpTransport({ url: "http://127.0.0.1:9/graphql" });
  const request: SubgraphRequest = { query: "{ a }", headers: {}, signal: new AbortController().signal };
  await expect(transport.execute(request)).rejects.toThrow();
  const listening = (async () => {
    for await (const _ of await transport.subscribe({ ...request, query: "subscription { a }" }));
  })();
  await expect(listening).rejects.toBeDefined();
  await transport.close();
});

interface PlainResult {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: { readonly message: string; readonly extensions: { readonly code: string } }[];
}

/** As it looks when it has gone through JSON; the order of errors is nobody's promise. */
function plain(result: ExecutionResult): PlainResult {
  const { errors, ...rest } = JSON.parse(JSON.stringify(result)) as ExecutionResult;
  const sorted = errors && [...errors].sort((a, b) => (String(a.path) < String(b.path) ? -1 : 1));
  return { ...rest, ...(sorted ? { errors: sorted } : {}) } as unknown as PlainResult;
}
