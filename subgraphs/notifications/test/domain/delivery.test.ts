import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { attemptsPerMessage, settle } from "../../src/domain/delivery.ts";
import { localeChain, readLocale } from "../../src/domain/locale.ts";
import { readRetryAfter } from "../../src/providers/provider.ts";

const now = new Date("2026-03-10T12:00:00Z");
const attempt = (changes: object = {}) => ({ number: 1, createdAt: now, now, random: 0, ...changes });
const secondsOf = (settlement: ReturnType<typeof settle>) =>
  settlement.status === "PENDING" ? (settlement.dueAt.getTime() - now.getTime()) / 1000 : null;

describe("after a failure that may pass", () => {
  const transient = { kind: "transient", code: "x" } as const;

  test("pauses grow, spread over half their length, up to three hours", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: attemptsPerMessage - 1 }),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (number, random) => {
          const full = Math.min(10 * 2 ** (number - 1), 10_800);
          const pause = secondsOf(settle(transient, attempt({ number, random })))!;
          expect(pause).toBeGreaterThanOrEqual(full / 2 - 0.001);
          expect(pause).toBeLessThanOrEqual(full);
        },
      ),
    );
  });

  test("the last attempt is the last, and old news is not kept for later", () => {
    expect(settle(transient, attempt({ number: attemptsPerMessage }))).toEqual({ status: "FAILED", failure: "x" });
    const createdAt = new Date(now.getTime() - 3 * 24 * 3_600_000);
    expect(settle(transient, attempt({ createdAt }))).toEqual({ status: "FAILED", failure: "x" });
  });
});

test("a rate limit is kept within reason, whatever the provider says", () => {
  const limited = (retryAfterSeconds: number | null) =>
    secondsOf(settle({ kind: "rate-limited", code: "x", retryAfterSeconds }, attempt({ number: 99 })));
  expect([limited(null), limited(0), limited(90), limited(1e9)]).toEqual([60, 1, 90, 10_800]);
});

test("Retry-After is a number of seconds or a date", () => {
  expect(readRetryAfter("120", now)).toBe(120);
  expect(readRetryAfter("Tue, 10 Mar 2026 12:00:30 GMT", now)).toBe(30);
  for (const neither of ["soon", "", "-5", undefined, "Tue, 10 Mar 2020 12:00:30 GMT"]) {
    expect(readRetryAfter(neither, now)).toBeNull();
  }
});

test("a template is looked for from the nearest language on", () => {
  expect(localeChain("de-AT")).toEqual(["de-AT", "de", "en"]);
  expect(localeChain("zh-Hant-TW")).toEqual(["zh-Hant-TW", "zh-Hant", "zh", "en"]);
  expect(localeChain("en-GB")).toEqual(["en-GB", "en"]);
  expect(localeChain(null)).toEqual(["en"]);
  expect([readLocale("DE-at"), readLocale("x y"), readLocale(""), readLocale("../en")]).toEqual([
    "de-AT",
    null,
    null,
    null,
  ]);
});
