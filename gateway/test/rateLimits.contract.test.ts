import { randomUUID } from "node:crypto";
import { eventually } from "@angidi/testing";
import { afterEach, describe, expect, test } from "@jest/globals";
import type { Allowances, PacedRule, Taken } from "../src/rateLimits/allowances.ts";
import { allowancesInMemory } from "../src/rateLimits/inMemory.ts";
import { allowancesOnRedis } from "../src/rateLimits/onRedis.ts";
import { paceOf, remaining, waitFor } from "../src/rateLimits/pace.ts";
import { silent } from "./kit/graph.ts";

const redisUrl = process.env.REDIS_URL;
const keyPrefix = "angidi-test:";

const adapters: readonly (readonly [string, () => Allowances])[] = [
  ["in memory", () => allowancesInMemory(1_000)],
  ...(redisUrl
    ? [
        [
          "on Redis",
          () => allowancesOnRedis({ url: redisUrl, keyPrefix, timeoutMilliseconds: 2_000, keys: 1_000 }, silent),
        ] as const,
      ]
    : []),
];

/** A rule whose keys nobody else uses. */
function ruleOf(pace: Partial<Parameters<typeof paceOf>[0]> = {}): PacedRule {
  return { name: `test-${randomUUID()}`, pace: paceOf({ points: 100, perSeconds: 3_600, blockSeconds: 0, ...pace }) };
}

describe.each(adapters)("allowances %s", (_name, make) => {
  let allowances: Allowances;
  afterEach(() => allowances.close());

  async function started(): Promise<Allowances> {
    allowances = make();
    // What is claimed while Redis is not there yet would be counted by this process alone.
    const ready = ruleOf();
    await eventually(() =>
      expect(allowances.take([claim(ready, 0)]) instanceof Promise).toBe(make !== adapters[0]![1]),
    );
    return allowances;
  }

  const claim = (rule: PacedRule, points: number, who = "ada") => ({ rule, who, points });
  const left = (rule: PacedRule, { debts }: Taken, index = 0) => remaining(debts[index]!, rule.pace);

  test("grant points until none are left", async () => {
    const { take } = await started();
    const rule = ruleOf();
    const first = await take([claim(rule, 60)]);
    expect([first.refused, left(rule, first)]).toEqual([undefined, 40]);
    const second = await take([claim(rule, 40)]);
    expect([second.refused, left(rule, second)]).toEqual([undefined, 0]);
    const third = await take([claim(rule, 1)]);
    expect(third.refused).toEqual(claim(rule, 1));
    expect(waitFor(1, third.debts[0]!, rule.pace)).toBeGreaterThan(30_000);
  });

  test("take nothing for what they refuse", async () => {
    const { take } = await started();
    const rule = ruleOf();
    await take([claim(rule, 90)]);
    expect((await take([claim(rule, 11)])).refused).toBeDefined();
    expect((await take([claim(rule, 10)])).refused).toBeUndefined();
  });

  test("take from all or from none", async () => {
    const { take } = await started();
    const [wide, tight] = [ruleOf(), ruleOf({ points: 5 })];
    const both = (points: number) => [claim(wide, points), claim(tight, points)];
    expect((await take(both(5))).refused).toBeUndefined();
    expect((await take(both(3))).refused?.rule).toEqual(tight);
    expect(left(wide, await take([claim(wide, 0)]))).toBe(95);
  });

  test("keep callers and rules apart", async () => {
    const { take } = await started();
    const [one, other] = [ruleOf(), ruleOf()];
    await take([claim(one, 100)]);
    expect((await take([claim(one, 100, "bob")])).refused).toBeUndefined();
    expect((await take([claim(other, 100)])).refused).toBeUndefined();
  });

  test("give points back evenly", async () => {
    const { take } = await started();
    const rule = ruleOf({ points: 1_000, perSeconds: 1, burst: 50 });
    expect((await take([claim(rule, 50)])).refused).toBeUndefined();
    await eventually(async () => expect((await take([claim(rule, 40)])).refused).toBeUndefined());
  });

  test("let a burst through where there is one", async () => {
    const { take } = await started();
    const rule = ruleOf({ burst: 300 });
    expect((await take([claim(rule, 300)])).refused).toBeUndefined();
    expect((await take([claim(rule, 1)])).refused).toBeDefined();
  });

  test("let what is dearer than all points through when they are all there, and are paid for it afterwards", async () => {
    const { take } = await started();
    const rule = ruleOf();
    const dear = await take([claim(rule, 500)]);
    expect([dear.refused, left(rule, dear)]).toEqual([undefined, 0]);
    const next = await take([claim(rule, 1)]);
    // 401 points have to come back, each in 36 s.
    expect(Math.round(waitFor(1, next.debts[0]!, rule.pace) / 36_000)).toBe(401);
  });

  test("block for as long as the rule says once something is refused, and no longer for trying again", async () => {
    const { take, wait } = await started();
    const rule = ruleOf({ points: 1_000, perSeconds: 1, burst: 10, blockSeconds: 0.4 });
    await take([claim(rule, 10)]);
    expect((await take([claim(rule, 10)])).refused).toBeDefined();
    const began = performance.now();
    expect(wait(rule, "ada")).toBeGreaterThan(300);
    await eventually(async () => expect((await take([claim(rule, 1)])).refused).toBeUndefined());
    const lasted = performance.now() - began;
    expect(lasted).toBeGreaterThan(300);
    expect(lasted).toBeLessThan(2_000);
  });

  test("charge down to nothing, and know it without asking again", async () => {
    const { take, charge, wait } = await started();
    const rule = ruleOf();
    charge([claim(rule, 30)]);
    expect(left(rule, await take([claim(rule, 0)]))).toBe(70);
    expect(wait(rule, "ada")).toBe(0);
    charge([claim(rule, 90)]);
    await eventually(async () => expect(wait(rule, "ada")).toBeGreaterThan(0));
    const after = await take([claim(rule, 1)]);
    expect(after.refused).toBeDefined();
    expect(waitFor(1, after.debts[0]!, rule.pace)).toBeLessThanOrEqual(36_000);
  });

  test("grant no more than there is to those who ask at once", async () => {
    const { take } = await started();
    const rule = ruleOf();
    const taken = await Promise.all(Array.from({ length: 30 }, () => take([claim(rule, 9)])));
    expect(taken.filter(({ refused }) => !refused)).toHaveLength(11);
  });
});

test("in memory no more keys are kept than said, the last ones used", () => {
  const { take, wait } = allowancesInMemory(3, () => 0);
  const rule = ruleOf({ points: 1 });
  for (const who of ["a", "b", "c", "a", "d"]) take([{ rule, who, points: 1 }]);
  expect(["a", "b", "c", "d"].filter((who) => wait(rule, who) > 0)).toEqual(["a", "c", "d"]);
});

(redisUrl ? describe : describe.skip)("two replicas on one Redis (without REDIS_URL this is left out)", () => {
  test("share what is allowed", async () => {
    const replicas = [0, 1].map(() =>
      allowancesOnRedis({ url: redisUrl!, keyPrefix, timeoutMilliseconds: 2_000, keys: 1_000 }, silent),
    );
    const rule = ruleOf();
    const claims = [{ rule, who: "ada", points: 10 }];
    for (const { take } of replicas)
      await eventually(() => expect(take([{ ...claims[0]!, points: 0 }])).toBeInstanceOf(Promise));
    const taken = await Promise.all(Array.from({ length: 24 }, (_, index) => replicas[index % 2]!.take(claims)));
    expect(taken.filter(({ refused }) => !refused)).toHaveLength(10);
    for (const { close } of replicas) close();
  });
});
