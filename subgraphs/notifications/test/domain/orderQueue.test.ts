import { expect, test } from "@jest/globals";
import { enqueue, longestWaitMilliseconds, type RememberedOrder, release } from "../../src/domain/orderQueue.ts";
import { anOrder, confirmed, edited, placed, refunded } from "../happenings.ts";

const start = new Date("2026-03-10T12:00:00Z");
const after = (milliseconds: number) => new Date(start.getTime() + milliseconds);
const DAY = 24 * 3600 * 1000;

const order = anOrder();
const { orderId, email, number } = order;
const unknown: RememberedOrder = { orderId, contact: null, told: 0, waiting: [] };
const known: RememberedOrder = { ...unknown, contact: { orderId, userId: null, email, number } };
const refund = { ...refunded(order, 500), time: start.toISOString() };

test("a payment's event waits for its order while it is news, and is forgotten then", () => {
  const held = enqueue(unknown, refund, start);
  expect(release(held, true, after(2 * DAY))).toEqual({ events: [], order: held, waitsUntil: after(3 * DAY) });
  expect(release(held, true, after(3 * DAY))).toEqual({ events: [], order: unknown, waitsUntil: null });
  expect(release({ ...held, contact: known.contact }, true, after(2 * DAY)).events).toEqual([refund]);
});

test("what is no news waits for nothing: a log that is read from its beginning fills no queue", () => {
  const old = { ...confirmed(order), subjectVersion: 2, time: after(-4 * DAY).toISOString() };
  const { events, order: released } = release(enqueue(known, old, start), false, start);
  expect(events).toEqual([old]);
  expect(released).toEqual({ ...known, told: 2 });
});

test("that an order was edited waits for the status that it had, and holds up nothing that follows", () => {
  const change = { ...edited(order, { totalBefore: 1, total: 2 }), subjectVersion: 2, time: after(2).toISOString() };
  const [first, second, third] = [placed(order), confirmed(order), confirmed(order)].map((event, index) => ({
    ...event,
    subjectVersion: index + 1,
    time: after(index).toISOString(),
  }));
  const early = enqueue(enqueue({ ...known, told: 1 }, change, start), third!, start);
  expect(release(early, true, start).events).toEqual([]);
  expect(release(enqueue(early, second!, start), true, start)).toMatchObject({
    events: [second, change, third],
    order: { told: 3, waiting: [] },
  });
  expect(release(enqueue({ ...known, told: 5 }, change, start), true, start)).toMatchObject({ order: { told: 5 } });
  expect(release(enqueue(known, first!, start), true, start).events).toEqual([first]);
});

test("an event that comes again keeps its place and its time", () => {
  const second = { ...confirmed(order), subjectVersion: 2, time: start.toISOString() };
  const held = enqueue(enqueue(known, second, start), second, after(1_000));
  expect(held.waiting).toHaveLength(1);
  expect(release(held, true, after(1_000)).waitsUntil).toEqual(after(longestWaitMilliseconds));
  const first = { ...placed(order), subjectVersion: 1, time: start.toISOString() };
  expect(release(enqueue(held, first, after(2_000)), true, after(2_000)).events).toEqual([first, second]);
});
