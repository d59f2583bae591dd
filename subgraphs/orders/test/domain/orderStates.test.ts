import { expect, test } from "@jest/globals";
import { becomeFulfilled, checkFulfilmentStates, fulfilmentStates } from "../../src/domain/fulfilmentStates.ts";
import { becomeReturned, checkReturnStates, returnStates } from "../../src/domain/orderReturn.ts";
import {
  become,
  checkOrderStates,
  hasEnded,
  IllegalTransition,
  type OrderStates,
  orderStates,
  orderStatuses,
} from "../../src/domain/orderStates.ts";
import { becomePaid, checkPaymentStates, paymentStates } from "../../src/domain/paymentStatus.ts";

test("the table is sound", () => {
  expect(() => checkOrderStates(orderStates)).not.toThrow();
});

test.each<[string, Partial<OrderStates>, RegExp]>([
  ["a status that nothing leads to", { DELIVERED: { next: [], ends: true } }, /never becomes RETURNED/],
  ["a dead end", { SHIPPED: { next: [], ends: false } }, /SHIPPED neither/],
  ["a circle of one", { CONFIRMED: { next: ["CONFIRMED"], ends: false } }, /never becomes|CONFIRMED neither/],
  ["an end that goes on", { REJECTED: { next: ["CONFIRMED"], ends: true } }, /REJECTED ends it, but leads to/],
  ["a way back to the start", { CONFIRMED: { next: ["PLACED", "PARTIALLY_SHIPPED"], ends: false } }, /back to PLACED/],
])("a table with %s is refused at the start", (_, mistake, message) => {
  const states = { ...orderStates, ...mistake };
  const reachable = mistake.DELIVERED
    ? {
        ...states,
        SHIPPED: { next: ["DELIVERED"], ends: false },
        PARTIALLY_SHIPPED: { next: ["SHIPPED"], ends: false },
      }
    : states;
  expect(() => checkOrderStates(reachable as OrderStates)).toThrow(message);
});

test("the tables of payments, parcels and returns are sound, and what they lack is refused", () => {
  expect(() => checkPaymentStates(paymentStates)).not.toThrow();
  expect(() => checkFulfilmentStates(fulfilmentStates)).not.toThrow();
  expect(() => checkReturnStates(returnStates)).not.toThrow();
  expect(() => becomePaid("REFUNDED", "CAPTURED")).toThrow(IllegalTransition);
  expect(() => becomeFulfilled("PENDING", "DELIVERED")).toThrow(IllegalTransition);
  expect(() => becomeReturned("REQUESTED", "RECEIVED")).toThrow("A return that is REQUESTED cannot become RECEIVED");
});

test("an order becomes what the table says, and nothing else", () => {
  for (const from of orderStatuses) {
    for (const to of orderStatuses) {
      if (orderStates[from].next.includes(to)) expect(become(from, to)).toBe(to);
      else expect(() => become(from, to)).toThrow(IllegalTransition);
    }
  }
});

test("who follows an order may stop at the four ends", () => {
  expect(orderStatuses.filter(hasEnded)).toEqual(["DELIVERED", "REJECTED", "CANCELLED", "RETURNED"]);
});
