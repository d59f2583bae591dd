import { setImmediate as turnOfTheLoop } from "node:timers/promises";
import { expect, test } from "@jest/globals";
import { Turns } from "../src/pipeline/turns.ts";

test("as many as may be under way begin at once", () => {
  const turns = new Turns({ most: 2, more: 1 });

  expect(turns.enter()).toBeUndefined();
  expect(turns.enter()).toBeUndefined();
});

test("whoever leaves lets in who has waited longest", async () => {
  const turns = new Turns({ most: 1, more: 0 });
  const begun: string[] = [];
  turns.enter();
  void turns.enter()?.then(() => begun.push("second"));
  void turns.enter()?.then(() => begun.push("third"));

  turns.leave();
  await turnOfTheLoop();
  expect(begun).toEqual(["second"]);
  turns.leave();
  await turnOfTheLoop();
  expect(begun).toEqual(["second", "third"]);
});

test("nobody waits for those under way while the event loop has nothing else to do", async () => {
  const turns = new Turns({ most: 1, more: 1 });
  turns.enter();

  await Promise.all([turns.enter(), turns.enter(), turns.enter()]);
});

test("when all have left, as many may begin at once again", async () => {
  const turns = new Turns({ most: 1, more: 1 });
  turns.enter();
  await turns.enter();
  turns.leave();
  expect(turns.enter()).toBeInstanceOf(Promise);
  turns.leave();
  turns.leave();

  expect(turns.enter()).toBeUndefined();
});
