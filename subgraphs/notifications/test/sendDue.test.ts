import { newId } from "@angidi/datastores";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { pino } from "pino";
import { type SendDuePorts, sendDue } from "../src/usecases/sendDue.ts";
import { aMessage } from "./makeMessage.ts";
import { scriptedProviders } from "./scripted.ts";
import { openPostgres, type StoreUnderTest } from "./storesUnderTest.ts";

let store: StoreUnderTest;
beforeAll(async () => {
  store = await openPostgres();
});
afterAll(() => store.close());

test("what a provider refuses for its rate limit holds for the rest of the round, and not for other channels", async () => {
  const clock = { now: new Date("2026-03-10T12:00:00Z") };
  const providers = scriptedProviders();
  const { notifications, audience } = store.stores;
  const ports: SendDuePorts = {
    notifications,
    audience,
    providers,
    now: () => clock.now,
    random: () => 0,
    newId,
    log: pino({ level: "silent" }),
  };
  await notifications.add([
    ...Array.from({ length: 12 }, () => aMessage()),
    ...Array.from({ length: 3 }, () => aMessage({ channel: "SMS" })),
  ]);
  providers.EMAIL.answer({ kind: "rate-limited", code: "mail:429", retryAfterSeconds: 30 });

  expect(await sendDue(ports)).toBe("done");
  // The five that were under way together had been asked already.
  expect(providers.EMAIL.taken).toHaveLength(4);
  expect(providers.SMS.taken).toHaveLength(3);
  expect(await sendDue(ports)).toBe("done");
  expect(providers.EMAIL.taken).toHaveLength(4);

  clock.now = new Date(clock.now.getTime() + 30_000);
  await sendDue(ports);
  expect(providers.EMAIL.taken).toHaveLength(12);
});
