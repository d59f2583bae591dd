import { newId } from "@angidi/datastores";
import type { DomainEvent } from "@angidi/event-contracts";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { assert, asyncProperty, constantFrom, integer, record, shuffledSubarray } from "fast-check";
import { pino } from "pino";
import { longestWaitMilliseconds } from "../src/domain/orderQueue.ts";
import { unsubscribeLinks } from "../src/services/unsubscribeLinks.ts";
import { verificationLinks } from "../src/services/verificationLinks.ts";
import { releaseOverdue } from "../src/usecases/releaseOverdue.ts";
import { sendDue } from "../src/usecases/sendDue.ts";
import { type TakeEventPorts, takeEvents } from "../src/usecases/takeEvents.ts";
import { anOrder, confirmed, delivered, placed, refunded, shipped, userEvent } from "./happenings.ts";
import { scriptedProviders } from "./scripted.ts";
import { describeEachEngine, type StoreUnderTest } from "./storesUnderTest.ts";
import { newCustomer } from "./world.ts";

const start = new Date("2026-03-10T12:00:00Z");
const silent = pino({ level: "silent" });

describeEachEngine((engine, open) => {
  let store: StoreUnderTest;
  beforeAll(async () => {
    store = await open();
  });
  afterAll(() => store.close());

  /** A customer's order with its events, and what takes them in and sends their messages. */
  function story(email: string | null) {
    const ann = newCustomer();
    const order = anOrder({ customerId: ann.userId, email });
    const clock = { now: start };
    const providers = scriptedProviders();
    const shop = { name: "Angidi", url: "http://shop.test" };
    const common = {
      links: unsubscribeLinks("k".repeat(32), shop.url),
      verifications: verificationLinks("k".repeat(32), shop.url),
      shop,
      now: () => clock.now,
      random: () => 0,
      newId,
      log: silent,
    };
    const act = (work: (ports: TakeEventPorts) => Promise<number>) =>
      store.act((stores) => work({ ...common, ...stores }));
    const version = (event: DomainEvent, subjectVersion: number) => ({ ...event, subjectVersion });
    const events = [
      userEvent(ann.userId),
      version(placed(order), 1),
      version(confirmed(order), 2),
      version(shipped(order, { status: "PARTIALLY_SHIPPED" }), 3),
      version(shipped(order), 4),
      version(delivered(order), 5),
      refunded(order, 500),
    ].map((event, second) => ({ ...event, time: new Date(start.getTime() + second).toISOString() }));
    return {
      clock,
      providers,
      events,
      take: (...together: readonly DomainEvent[]) => act((ports) => takeEvents(ports, together)),
      release: () => releaseOverdue({ orders: store.stores.orders, now: common.now, act }),
      async send() {
        while ((await sendDue({ ...common, ...store.stores, providers })) === "more");
      },
      sentBy: (channel: "EMAIL" | "IN_APP") =>
        providers[channel].taken
          .filter((message) => message.orderId === order.orderId)
          .map(({ kind, subject }) => (subject.includes("part") ? `${kind} in part` : kind)),
    };
  }

  const news = ["ORDER_CONFIRMED", "ORDER_SHIPPED in part", "ORDER_SHIPPED", "ORDER_DELIVERED"];
  const withoutPayment = (kinds: readonly string[]) => kinds.filter((kind) => !kind.startsWith("PAYMENT"));

  test("whatever order events come in, each message is written once, and an order's are sent in its own order", async () => {
    const places = [0, 1, 2, 3, 4, 5, 6];
    const plan = record({
      email: constantFrom(null, "ann@example.test"),
      order: shuffledSubarray(places, { minLength: places.length }),
      repeated: shuffledSubarray(places),
      /** After how many events the sender looks each time. */
      pace: integer({ min: 1, max: 8 }),
      /** How many events come together. */
      together: integer({ min: 1, max: 4 }),
    });
    await assert(
      asyncProperty(plan, async ({ email, order, repeated, pace, together }) => {
        const { events, take, send, sentBy } = story(email);
        const coming = [...order, ...repeated].map((place) => events[place]!);
        for (let from = 0; from < coming.length; from += together) {
          await take(...coming.slice(from, from + together));
          if (from % pace === 0) await send();
        }
        await send();
        for (const channel of ["EMAIL", "IN_APP"] as const) {
          expect(withoutPayment(sentBy(channel))).toEqual(news);
          expect(sentBy(channel).filter((kind) => kind.startsWith("PAYMENT"))).toEqual(["PAYMENT_REFUNDED"]);
        }
      }),
      { numRuns: engine === "PostgreSQL" ? 20 : 6 },
    );
  });

  test("a message waits for the one before it while that is tried again", async () => {
    const { events, providers, clock, take, send, sentBy } = story(null);
    providers.EMAIL.answer({ kind: "transient", code: "mail:503" });
    for (const event of events.slice(0, 4)) await take(event);
    await send();
    expect(sentBy("EMAIL")).toEqual([]);
    expect(sentBy("IN_APP")).toEqual(news.slice(0, 2));
    clock.now = new Date(start.getTime() + 10_000);
    await send();
    expect(sentBy("EMAIL")).toEqual(news.slice(0, 2));
  });

  test("an event whose predecessor does not come goes when it has waited long enough; the late one too, at once", async () => {
    const { events, clock, take, release, send, sentBy } = story("ann@example.test");
    const [user, first, second, third, fourth] = events as [
      DomainEvent,
      DomainEvent,
      DomainEvent,
      DomainEvent,
      DomainEvent,
    ];
    for (const event of [user, first, fourth]) await take(event);
    clock.now = new Date(start.getTime() + longestWaitMilliseconds - 1);
    await take(third);
    await release();
    await send();
    expect(sentBy("EMAIL")).toEqual([]);
    clock.now = new Date(start.getTime() + longestWaitMilliseconds);
    await release();
    await send();
    expect(sentBy("EMAIL")).toEqual(["ORDER_SHIPPED in part", "ORDER_SHIPPED"]);
    await take(second);
    await send();
    expect(sentBy("EMAIL")).toEqual(["ORDER_SHIPPED in part", "ORDER_SHIPPED", "ORDER_CONFIRMED"]);
  });

  test("an order whose customer stays unknown is told of in the shop alone, when it has waited long enough", async () => {
    const { events, clock, take, release, send, sentBy } = story(null);
    for (const event of events.slice(1, 3)) await take(event);
    await send();
    expect(sentBy("IN_APP")).toEqual([]);
    clock.now = new Date(start.getTime() + longestWaitMilliseconds);
    await release();
    await send();
    expect(sentBy("IN_APP")).toEqual(["ORDER_CONFIRMED"]);
    expect(sentBy("EMAIL")).toEqual([]);
  });
});
