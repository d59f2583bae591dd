import { expect, test } from "@jest/globals";
import { isExpired, isStale } from "../../src/session/tokenLife.ts";
import { token } from "./token.ts";

const at = (seconds: number) => seconds * 1000;

test("a token is stale a minute before its end, and expired at its end", () => {
  const long = token(0, 900);
  expect([839, 840, 899, 900].map((second) => isStale(long, at(second)))).toEqual([false, true, true, true]);
  expect([840, 899, 900].map((second) => isExpired(long, at(second)))).toEqual([false, false, true]);
});

test("a token that lives for a short time is stale for its last quarter alone", () => {
  const short = token(0, 40);
  expect([0, 29, 30].map((second) => isStale(short, at(second)))).toEqual([false, false, true]);
});

test.each([undefined, "", "no token", "a.b.c"])("what is no token is stale and expired: %p", (text) => {
  expect(isStale(text, 0)).toBe(true);
  expect(isExpired(text, 0)).toBe(true);
});
