import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type EndSession, endedSessions } from "../src/authentication/endedSessions.ts";
import { listening, type Running, tokenOf } from "./kit/gateway.ts";
import { people } from "./kit/people.ts";

describe("access tokens of a session that is over", () => {
  let running: Running;
  let end: EndSession;
  let isStopped = false;
  beforeAll(async () => {
    running = await listening([people()], {
      sessionEndings(given) {
        end = given;
        return {
          async stop() {
            isStopped = true;
          },
        };
      },
    });
  });
  afterAll(() => running.gateway.stop());

  const codeFor = async (token: string) => {
    const { status, body } = await running.post({ query: "{ caller }" }, { authorization: `Bearer ${token}` });
    return status === 200 ? "accepted" : body.errors[0].extensions.code;
  };

  test("are refused from when it is told, also those that were accepted before", async () => {
    const [seen, unseen, other] = await Promise.all([
      tokenOf({ sid: "s1", jti: "seen" }),
      tokenOf({ sid: "s1", jti: "unseen" }),
      tokenOf({ sid: "s2" }),
    ]);
    expect(await codeFor(seen)).toBe("accepted");
    end("s1", Date.now() + 60_000);
    expect(await codeFor(seen)).toBe("UNAUTHENTICATED");
    expect(await codeFor(unseen)).toBe("UNAUTHENTICATED");
    expect(await codeFor(other)).toBe("accepted");
  });

  test("are told of until the gateway stops", async () => {
    await running.gateway.stop();
    expect(isStopped).toBe(true);
  });
});

test("a session is remembered as over for a minute longer than its tokens may come", () => {
  let now = 0;
  const ended = endedSessions(() => now);
  ended.end("s1", 1_000);
  expect(ended.has("s1")).toBe(true);
  expect(ended.has("s2")).toBe(false);
  now = 60_999;
  expect(ended.has("s1")).toBe(true);
  now = 61_000;
  expect(ended.has("s1")).toBe(false);
});
