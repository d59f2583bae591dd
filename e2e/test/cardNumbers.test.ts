import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { request } from "undici";
import { missingEngines } from "../src/engines.ts";
import { everythingKept } from "../src/everythingKept.ts";
import { send } from "../src/send.ts";
import { type Platform, startTestPlatform } from "../src/testPlatform.ts";
import { type TextPlace, textPlaces } from "../src/textArguments.ts";
import { confirmedOrder, guest, product, unique } from "../src/world.ts";

/** Card numbers for tests, as people write them. */
const written = [
  "4242424242424242",
  "4000 0566 5566 5556",
  "5555-5555-5555-4444",
  "my card: 2223003122003222, 12/27, 123",
  "378282246310005",
  "3714 496353 98431",
  "6011.1111.1111.1117",
  "3566 0020 2036 0505",
  "6200_0000_0000_0005",
  "6205500000000000004",
  "36227206271667",
  "４２４２４２４２４２４２４２４２",
];
const digitsOf = (text: string) => text.normalize("NFKC").replace(/\D/g, "");
const numbers = [...new Set(written.map((text) => /\d{13,}/.exec(digitsOf(text))![0].replace(/1227123$/, "")))];

/** Whether one of the numbers is in a text, whatever stands between its digits. */
function holdsNumber(text: string): boolean {
  const together = text.normalize("NFKC").replace(/[\s\-._/]/g, "");
  return numbers.some((number) => together.includes(number));
}

async function placesOfNumbers(platform: Platform): Promise<string[]> {
  const found: string[] = [];
  for await (const { where, text } of everythingKept(platform)) if (holdsNumber(text)) found.push(where);
  return found;
}

async function isKept(platform: Platform, text: string): Promise<boolean> {
  for await (const kept of everythingKept(platform)) if (kept.text.includes(text)) return true;
  return false;
}

for (const engines of ["embedded", "engines of scale"] as const) {
  const missing = engines === "embedded" ? [] : missingEngines();
  const describePlatform = missing.length === 0 ? describe : describe.skip;
  const why = missing.length === 0 ? "" : `; left out: without ${missing.join(", ")}`;

  describePlatform(`card numbers (${engines}${why})`, () => {
    let platform: Platform;
    let places: readonly TextPlace[];
    beforeAll(async () => {
      platform = await startTestPlatform({ mode: "one-process", engines, environment: { LOG_LEVEL: "trace" } });
      places = await textPlaces(platform);
    }, 240_000);
    // Only the last of what is printed is at hand.
    afterEach(() => expect(holdsNumber(platform.output())).toBe(false));
    afterAll(() => platform?.stop(), 240_000);

    test("are refused in every place of the graph that takes a text", async () => {
      expect(places.length).toBeGreaterThan(150);
      const taken: string[] = [];
      for (const [index, place] of places.entries()) {
        const { status, body } = await send(platform, place.requestWith(written[index % written.length]!));
        const [error] = body.errors ?? [];
        const isRefused = status === 400 && error?.extensions?.code === "BAD_USER_INPUT";
        if (!isRefused || !/payment card/.test(error.message)) taken.push(place.name);
        expect(JSON.stringify(body)).not.toMatch(/\d{9}/);
      }
      expect(taken).toEqual([]);
    }, 120_000);

    test("are refused in literals, names and comments", async () => {
      for (const text of written) {
        const query = `mutation { register(input: { email: "a@example.com", displayName: "${text}" }) { __typename } }`;
        const { status, body } = await send(platform, { query });
        expect([status, body.errors[0].extensions.code]).toEqual([400, "BAD_USER_INPUT"]);
        expect((await send(platform, { query: `{ me { id } } # ${text}` })).status).toBe(400);
      }
      expect((await send(platform, { query: "query q4242424242424242 { me { id } }" })).status).toBe(400);
    });

    test("are not kept from headers, addresses and what is no request at all", async () => {
      const query = "{ __typename }";
      const names = [
        "x-request-id",
        "apollographql-client-name",
        "graphql-client-version",
        "user-agent",
        "traceparent",
      ];
      for (const name of [...names, "authorization", "x-api-key", "x-forwarded-for", "cookie", "referer"]) {
        await send(platform, { query }, { "graphql-client-name": "web", [name]: numbers[0]! });
      }
      await send(platform, { query, extensions: { clientLibrary: { name: numbers[0], version: numbers[1] } } });
      await send(platform, { query, documentId: numbers[0] });
      for (const address of [`/${numbers[0]}`, `?query=${numbers[1]}`, `?variables=${numbers[2]}`]) {
        await (await request(`${platform.url}${address}`)).body.dump();
      }
      const headers = { "content-type": "application/json" };
      const broken = await request(platform.url, { method: "POST", headers, body: `{"query": ${numbers[3]}` });
      await broken.body.dump();
    });

    test("are found nowhere afterwards: in no store, no file and nothing that was printed", async () => {
      // What is looked for is found where it is kept.
      const displayName = `Grace ${unique()}`;
      const input = { email: `${unique()}@example.com`, password: `a good password ${unique()}`, displayName };
      await guest(platform).ask("Register", { input });
      const teapot = await product(platform, { onHand: 1 });
      await confirmedOrder(guest(platform), teapot.variantId);
      for (const text of [displayName, teapot.sku, "pm_card_visa"]) expect(await isKept(platform, text)).toBe(true);

      expect(await placesOfNumbers(platform)).toEqual([]);
    }, 60_000);
  });
}
