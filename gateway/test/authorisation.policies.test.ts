import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "@jest/globals";
import { policiesBy } from "../src/authorisation/policies.ts";
import { type Caller, guest } from "../src/pipeline/caller.ts";
import { checkSettings } from "../src/settings/readSettings.ts";
import { signedIn, silent } from "./kit/graph.ts";

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

type Given = NonNullable<NonNullable<Parameters<typeof checkSettings>[0]["authorisation"]>["policies"]>;

/** Which of the policies are granted to a caller. */
async function granted(given: Given, names: string[], caller: Caller): Promise<string[]> {
  return grantedBy(policiesOf(given), names, caller);
}

function policiesOf(given: Given) {
  return policiesBy(checkSettings({ authorisation: { policies: given } }).authorisation.policies, silent);
}

async function grantedBy(policies: ReturnType<typeof policiesBy>, names: string[], caller: Caller) {
  return [...(await policies(names, caller, undefined as never))].sort();
}

/** An endpoint that answers with a text, or not at all. */
async function endpoint(answer: (asked: { policies: string[]; caller: object }) => [number, string] | undefined) {
  const asked: { policies: string[]; caller: object }[] = [];
  const server = createServer((request, response) => {
    let text = "";
    request.on("data", (chunk) => {
      text += chunk;
    });
    request.on("end", () => {
      asked.push(JSON.parse(text));
      const given = answer(asked.at(-1)!);
      if (given) response.writeHead(given[0]).end(given[1]);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  ends.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/policies`, asked };
}

const withClaims = (claims: Record<string, unknown>): Caller => ({ ...signedIn, claims });

describe("a policy decided by a claim", () => {
  const byClaim = {
    sales: { claim: "department", equals: "sales" },
    grown: { claim: "profile.age", equals: 18 },
    europe: { claim: "regions", includes: "eu" },
  };

  test("is granted when the claim is as it must be", async () => {
    const claims = { department: "sales", profile: { age: 18 }, regions: ["us", "eu"] };
    expect(await granted({ byClaim }, Object.keys(byClaim), withClaims(claims))).toEqual(["europe", "grown", "sales"]);
    expect(await granted({ byClaim }, ["europe"], withClaims({ regions: "us eu" }))).toEqual(["europe"]);
  });

  test("is denied otherwise, to guests too, and so is one that is unknown", async () => {
    const names = [...Object.keys(byClaim), "unknown", "constructor", "__proto__"];
    for (const claims of [
      {},
      { department: ["sales"], profile: { age: "18" }, regions: ["europe"] },
      { profile: null },
    ]) {
      expect(await granted({ byClaim }, names, withClaims(claims))).toEqual([]);
    }
    expect(await granted({ byClaim }, names, guest)).toEqual([]);
  });
});

describe("a policy decided by an endpoint", () => {
  test("is asked for by its name and the caller, and kept for a while", async () => {
    const { url, asked } = await endpoint(({ policies }) => [200, JSON.stringify({ granted: policies.slice(0, 1) })]);
    const policies = policiesOf({ endpoint: { url }, byClaim: { here: { claim: "a", equals: 1 } } });
    const caller = withClaims({ a: 1 });
    for (let time = 0; time < 3; time++) {
      expect(await grantedBy(policies, ["one", "two", "here"], caller)).toEqual(["here", "one"]);
    }
    expect(asked).toMatchObject([{ policies: ["one", "two"], caller: { id: "user:ada", claims: { a: 1 } } }]);
    // Another credential of the same user is asked for by itself.
    await grantedBy(policies, ["one"], withClaims({ a: 1 }));
    expect(asked).toHaveLength(2);
  });

  test("is denied when the endpoint grants what was not asked for, fails, or answers anything else", async () => {
    for (const answer of [
      [200, JSON.stringify({ granted: ["other"] })],
      [200, JSON.stringify({ granted: "one" })],
      [200, JSON.stringify({ granted: { one: true } })],
      [200, "null"],
      [200, "granted"],
      [200, JSON.stringify({ granted: ["one"], more: "x".repeat(100_000) })],
      [500, JSON.stringify({ granted: ["one"] })],
      [302, JSON.stringify({ granted: ["one"] })],
    ] as [number, string][]) {
      const { url } = await endpoint(() => answer);
      expect(await granted({ endpoint: { url } }, ["one"], signedIn)).toEqual([]);
    }
  });

  test("is denied when there is no answer in time, and asked for again then", async () => {
    let isSlow = true;
    const { url } = await endpoint(() => (isSlow ? undefined : [200, JSON.stringify({ granted: ["one"] })]));
    const policies = policiesOf({ endpoint: { url, timeoutMilliseconds: 30 } });
    expect(await grantedBy(policies, ["one"], signedIn)).toEqual([]);
    isSlow = false;
    const patient = policiesOf({ endpoint: { url } });
    expect(await grantedBy(patient, ["one"], signedIn)).toEqual(["one"]);
  });
});
