import { once } from "node:events";
import type { SubgraphRequest, SubgraphTransport } from "@angidi/subgraph";
import { describe, expect, test } from "@jest/globals";
import { buildSchema, type ExecutionResult } from "graphql";
import { settingsSchema } from "../../src/settings/settings.ts";
import { EventQueue } from "../../src/transports/eventQueue.ts";
import { sharedSubscriptions } from "../../src/transports/sharedSubscriptions.ts";
import { resumableBy } from "../../src/transports/sharedSubscriptionsResumable.ts";

const schema = buildSchema(`
  type Query { a: Int }
  type Subscription { ticks: Int price(of: ID): Int changed(id: ID, after: Int): Int }
`);

/** A subgraph whose subscriptions tell what the test has them tell. */
class Source implements SubgraphTransport {
  readonly opened: { readonly events: EventQueue<ExecutionResult>; readonly signal: AbortSignal }[] = [];
  readonly execute = () => Promise.reject(new Error("Nobody asks"));

  async subscribe({ signal }: SubgraphRequest) {
    const events = new EventQueue<ExecutionResult>(
      { most: 1_000, whenFull: "end" },
      { onTake: (event) => event, onEnd: () => {} },
    );
    this.opened.push({ events, signal });
    return events;
  }
}

function world(given: Record<string, unknown> = {}) {
  const source = new Source();
  const settings = { ...settingsSchema.parse({}).subscriptions, lingerSeconds: 0, ...given };
  const shared = sharedSubscriptions(() => source, {
    settings,
    isResumable: resumableBy(() => schema, settings.resumeArguments),
  });
  const transport = shared.of("source");
  const subscribe = async (request: Partial<SubgraphRequest> = {}) =>
    (
      await transport.subscribe({
        query: "subscription { ticks }",
        headers: { "x-request-id": String(Math.random()), "x-angidi-identity": String(Math.random()) },
        signal: new AbortController().signal,
        callerKey: "ada",
        kind: "subscription",
        ...request,
      })
    )[Symbol.asyncIterator]();
  return { source, subscribe, shared };
}
const tick = (ticks: number) => ({ data: { ticks } });
const value = (event: ExecutionResult) => ({ done: false, value: event });
/** Lets what was pushed go through. */
const turn = () => new Promise((resolve) => setImmediate(resolve));

describe("identical subscriptions", () => {
  test("have one between them, whose every event each gets a copy of", async () => {
    const { source, subscribe } = world();
    const [one, other] = [await subscribe(), await subscribe()];
    expect(source.opened).toHaveLength(1);
    source.opened[0]!.events.push(tick(1));
    const [mine, theirs] = [(await one.next()).value!, (await other.next()).value!];
    expect([mine, theirs]).toEqual([tick(1), tick(1)]);
    (mine.data as Record<string, unknown>).ticks = "changed";
    expect(theirs).toEqual(tick(1));
  });

  test("of several callers are several, unless what they tell is public", async () => {
    const { source, subscribe } = world();
    await subscribe({ callerKey: "ada" });
    await subscribe({ callerKey: "bob" });
    expect(source.opened).toHaveLength(2);
    await subscribe({ callerKey: "ada", isPublic: true });
    await subscribe({ callerKey: "bob", isPublic: true });
    expect(source.opened).toHaveLength(3);
  });

  test("with other variables, or other headers from a rule, are not identical", async () => {
    const { source, subscribe } = world();
    await subscribe({ query: "subscription($of: ID) { price(of: $of) }", variables: { of: "1" } });
    await subscribe({ query: "subscription($of: ID) { price(of: $of) }", variables: { of: "2" } });
    await subscribe({ headers: { "x-shop": "north" } });
    await subscribe({ headers: { "x-shop": "south" } });
    expect(source.opened).toHaveLength(4);
  });

  test("of a field that can be resumed are each their own, whether or not they resume", async () => {
    const { source, subscribe } = world();
    const query = "subscription { changed(id: 1) }";
    await subscribe({ query });
    await subscribe({ query });
    expect(source.opened).toHaveLength(2);
  });

  test("begin anew once there is another supergraph, and the old ones go on", async () => {
    const { source, subscribe, shared } = world();
    const old = await subscribe();
    shared.renew();
    await subscribe();
    expect(source.opened).toHaveLength(2);
    source.opened[0]!.events.push(tick(1));
    expect(await old.next()).toEqual(value(tick(1)));
  });
});

describe("a shared subscription", () => {
  test("tells who joins of what comes after", async () => {
    const { source, subscribe } = world();
    const first = await subscribe();
    source.opened[0]!.events.push(tick(1));
    await first.next();
    const second = await subscribe();
    source.opened[0]!.events.push(tick(2));
    expect(await second.next()).toEqual(value(tick(2)));
    expect(await first.next()).toEqual(value(tick(2)));
  });

  test("ends with the last who reads it, however they leave", async () => {
    const { source, subscribe } = world();
    const life = new AbortController();
    const [one, other] = [await subscribe(), await subscribe({ signal: life.signal })];
    await one.return?.();
    expect(source.opened[0]!.signal.aborted).toBe(false);
    const ended = once(source.opened[0]!.signal, "abort");
    life.abort();
    await ended;
    expect(await other.next()).toMatchObject({ done: true });
    await subscribe();
    expect(source.opened).toHaveLength(2);
  });

  test("waits a while for another reader before it ends", async () => {
    const { source, subscribe } = world({ lingerSeconds: 60 });
    await (await subscribe()).return?.();
    const next = await subscribe();
    source.opened[0]!.events.push(tick(1));
    expect(await next.next()).toEqual(value(tick(1)));
    expect(source.opened).toHaveLength(1);
  });

  test("that completes, completes for all, after what they have not taken yet", async () => {
    const { source, subscribe } = world();
    const readers = [await subscribe(), await subscribe()];
    source.opened[0]!.events.push(tick(1));
    source.opened[0]!.events.finish();
    for (const reader of readers) {
      expect(await reader.next()).toEqual(value(tick(1)));
      expect(await reader.next()).toEqual({ done: true, value: undefined });
    }
  });

  test("that breaks, breaks for all, and the next begins anew", async () => {
    const { source, subscribe } = world();
    const readers = [await subscribe(), await subscribe()];
    source.opened[0]!.events.finish(new Error("lost"));
    for (const reader of readers) await expect(reader.next()).rejects.toThrow("lost");
    await subscribe();
    expect(source.opened).toHaveLength(2);
  });

  test("that cannot be opened is told to all who wait for it", async () => {
    const shared = sharedSubscriptions(
      () => ({
        execute: () => Promise.reject(new Error()),
        subscribe: () => Promise.reject(new Error("down")),
      }),
      { settings: settingsSchema.parse({}).subscriptions, isResumable: () => false },
    ).of("source");
    const request = { query: "subscription { ticks }", headers: {}, signal: new AbortController().signal };
    const [one, other] = await Promise.allSettled([shared.subscribe(request), shared.subscribe(request)]);
    expect([one, other].map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  });

  test("ends for one who does not read when too much waits, and for nobody else", async () => {
    const { source, subscribe } = world({ queuedEvents: 3 });
    const [slow, quick] = [await subscribe(), await subscribe()];
    for (let ticks = 1; ticks <= 10; ticks++) {
      source.opened[0]!.events.push(tick(ticks));
      expect(await quick.next()).toEqual(value(tick(ticks)));
    }
    await expect(slow.next()).rejects.toThrow("more than 3 events behind");
    expect(await slow.next()).toEqual({ done: true, value: undefined });
    expect(source.opened[0]!.signal.aborted).toBe(false);
  });

  test("may pass over the oldest events for one who does not read", async () => {
    const { source, subscribe } = world({ queuedEvents: 3, whenBehind: "skip" });
    const slow = await subscribe();
    for (let ticks = 1; ticks <= 10; ticks++) source.opened[0]!.events.push(tick(ticks));
    await turn();
    expect(await slow.next()).toEqual(value(tick(8)));
  });
});
