import { expect, test } from "@jest/globals";
import { createRenewals, type Renewal } from "../../src/session/renewal.ts";
import { token } from "./token.ts";

/** Renewals at a graph that answers when it is told to, and a clock that is set. */
function world(patience = 60_000) {
  const asked: string[] = [];
  const answers: ((renewal: Renewal) => void)[] = [];
  let now = 1_000_000;
  const renewals = createRenewals({
    refresh: (refreshToken) => {
      asked.push(refreshToken);
      return new Promise((resolve) => answers.push(resolve));
    },
    patience,
    clock: () => now,
  });
  return {
    renewals,
    asked,
    answer: (renewal: Renewal) => answers.shift()?.(renewal),
    pass: (milliseconds: number) => {
      now += milliseconds;
    },
    renewed: (refreshToken: string, seconds = 900): Renewal => ({
      kind: "renewed",
      tokens: { accessToken: token(now / 1000, now / 1000 + seconds), refreshToken },
    }),
  };
}

test("requests that come at the same time with one token share one renewal", async () => {
  const { renewals, asked, answer, renewed } = world();
  const all = Array.from({ length: 20 }, () => renewals.renew("first"));
  const outcome = renewed("second");
  answer(outcome);
  expect(new Set(await Promise.all(all))).toEqual(new Set([outcome]));
  expect(asked).toEqual(["first"]);
});

test("a request that comes later with a spent token gets what came of it", async () => {
  const { renewals, asked, answer, renewed, pass } = world();
  const first = renewals.renew("first");
  answer(renewed("second"));
  const outcome = await first;
  pass(60_000);
  expect(await renewals.renew("first")).toBe(outcome);
  expect(asked).toEqual(["first"]);
});

test("an outcome is forgotten some time after its browser has shown the new token", async () => {
  const { renewals, asked, answer, renewed, pass } = world();
  const first = renewals.renew("first");
  answer(renewed("second"));
  await first;
  renewals.arrived("second");
  pass(31_000);
  const again = renewals.renew("first");
  answer({ kind: "over" });
  expect(await again).toEqual({ kind: "over" });
  expect(asked).toEqual(["first", "first"]);
});

test("new tokens that went stale before their browser had them are renewed in their turn", async () => {
  const { renewals, asked, answer, renewed, pass } = world();
  const first = renewals.renew("first");
  answer(renewed("second", 100));
  await first;
  pass(90_000);
  const late = renewals.renew("first");
  await new Promise((resolve) => setImmediate(resolve));
  const third = renewed("third");
  answer(third);
  expect(await late).toEqual(third);
  expect(asked).toEqual(["first", "second"]);
});

test("a session that is over is not asked about again at once", async () => {
  const { renewals, asked, answer } = world();
  const first = renewals.renew("first");
  answer({ kind: "over" });
  expect(await first).toEqual({ kind: "over" });
  expect(await renewals.renew("first")).toEqual({ kind: "over" });
  expect(asked).toHaveLength(1);
});

test("a graph in trouble is asked again after some seconds, and not for each request", async () => {
  const { renewals, asked, answer, renewed, pass } = world();
  const first = renewals.renew("first");
  answer({ kind: "unknown" });
  expect(await first).toEqual({ kind: "unknown" });
  expect(await renewals.renew("first")).toEqual({ kind: "unknown" });
  expect(asked).toHaveLength(1);
  pass(3_001);
  const again = renewals.renew("first");
  const outcome = renewed("second");
  answer(outcome);
  expect(await again).toEqual(outcome);
});

test("a request waits no longer than its patience, and the renewal goes on", async () => {
  const { renewals, asked, answer, renewed } = world(1);
  expect(await renewals.renew("first")).toEqual({ kind: "unknown" });
  const outcome = renewed("second");
  answer(outcome);
  expect(await renewals.renew("first")).toEqual(outcome);
  expect(asked).toEqual(["first"]);
});

test("a renewal that fails tells nothing of the session", async () => {
  const renewals = createRenewals({
    refresh: () => Promise.reject(new Error("away")),
    patience: 60_000,
    clock: () => 0,
  });
  expect(await renewals.renew("first")).toEqual({ kind: "unknown" });
});
