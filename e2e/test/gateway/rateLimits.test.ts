import { expect, test } from "@jest/globals";
import { onEveryPlatform } from "../../src/platforms.ts";
import { send } from "../../src/send.ts";
import { customer, unique } from "../../src/world.ts";

const longList = "{ products(first: 100) { edges { node { title } } } }";
const somebody = (token: string | undefined) => ({ authorization: `Bearer ${token}` });

onEveryPlatform(
  "what a client may spend in a minute",
  (platform) => {
    /** Sends it until it is refused, and gives the refusal. */
    async function spendAll(headers: Record<string, string>) {
      for (let sent = 0; sent < 100; sent++) {
        const answer = await send(platform(), { query: longList }, headers);
        if (answer.status !== 200) return answer;
      }
      throw new Error("Nothing was refused");
    }

    test("is its own: who has spent it is told when to come back, others go on", async () => {
      const { client } = await customer(platform());
      const other = await customer(platform());
      const { status, headers, body } = await spendAll(somebody(client.token));
      expect(status).toBe(429);
      const retryAfter = Number(headers["retry-after"]);
      expect(Number.isInteger(retryAfter) && retryAfter >= 1 && retryAfter <= 60).toBe(true);
      expect(headers["ratelimit-policy"]).toBe('"clients";q=2000;w=60');
      expect(headers.ratelimit).toMatch(/^"clients";r=\d+;t=\d+$/);
      expect(body).toEqual({
        errors: [
          {
            message: expect.any(String),
            extensions: { code: "RATE_LIMITED", rule: "clients", retryAfter, cost: expect.any(Number) },
          },
        ],
      });
      const asked = await send(
        platform(),
        { query: longList },
        { ...somebody(other.client.token), "graphql-cost": "report" },
      );
      expect(asked.status).toBe(200);
      expect(asked.body.extensions.cost.remaining).toBeGreaterThan(1_000);
    });
  },
  { RATE_LIMIT_CLIENT_POINTS: "2000" },
);

onEveryPlatform(
  "costs, and what an address may spend on passwords in a minute:",
  (platform) => {
    test("an operation's cost is told to who asks for it, by a header or in the request", async () => {
      const query = "query ($first: Int!) { products(first: $first) { edges { node { title } } } }";
      const costOf = async (first: number, more: object = {}, headers: Record<string, string> = {}) =>
        (await send(platform(), { query, variables: { first }, ...more }, headers)).body.extensions?.cost;
      expect(await costOf(5)).toBeUndefined();
      const few = await costOf(5, {}, { "graphql-cost": "report" });
      const many = await costOf(50, { extensions: { cost: true } });
      expect(few).toMatchObject({ requested: expect.any(Number), maximum: expect.any(Number) });
      expect(many.requested).toBeGreaterThan(5 * few.requested);
    });

    test("an operation that is too dear is refused before anything is done", async () => {
      const page = "products(first: 100) { edges { node { variants { sku availability { quantity } } } } }";
      const pages = Array.from({ length: 40 }, (_, index) => `a${index}: ${page}`);
      const { status, body } = await send(platform(), { query: `{ ${pages.join(" ")} }` });
      expect(status).toBe(400);
      expect(body.data).toBeUndefined();
      const [{ extensions }] = body.errors;
      expect(extensions).toMatchObject({ code: "COST_LIMIT_EXCEEDED", maximum: expect.any(Number) });
      expect(extensions.cost).toBeGreaterThan(extensions.maximum);
    });

    test("passwords cannot be tried for long, whatever the operation is called and however it is put", async () => {
      const query = `mutation Harmless($input: LoginInput!) { ...M }
        fragment M on Mutation { fine: login(input: $input) { __typename } }`;
      const attempt = () => {
        const input = { email: `nobody-${unique()}@example.com`, password: "not the password" };
        return send(platform(), { query, variables: { input } });
      };
      const answers = [];
      for (let tried = 0; tried < 12; tried++) answers.push(await attempt());
      expect(answers.slice(0, 4).map(({ status }) => status)).toEqual([200, 200, 200, 200]);
      const last = answers.at(-1)!;
      expect(last.status).toBe(429);
      expect(last.body.errors[0].extensions).toMatchObject({ code: "RATE_LIMITED", rule: "passwords" });
      // Nothing else is held up.
      expect((await send(platform(), { query: longList })).status).toBe(200);
    });
  },
  { RATE_LIMIT_PASSWORD_POINTS: "300" },
);
