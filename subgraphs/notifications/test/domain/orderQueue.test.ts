import { expect, test } from "@jest/globals";
import { enqueue, longestWaitMilliseconds, type RememberedOrder, release } from "../../src/domain/orderQueue.ts";
import { anOrder, confirmed, placed, refunded } from "../happenings.ts";

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

test("an event that comes again keeps its place and its time", () => {
  const second = { ...confirmed(order), subjectVersion: 2, time: start.toISOString() };
  const held = enqueue(enqueue(known, second, start), second, after(1_000));
  expect(held.waiting).toHaveLength(1);
  expect(release(held, true, after(1_000)).waitsUntil).toEqual(after(longestWaitMilliseconds));
  const first = { ...placed(order), subjectVersion: 1, time: start.toISOString() };
  expect(release(enqueue(held, first, after(2_000)), true, after(2_000)).events).toEqual([first, second]);
});
