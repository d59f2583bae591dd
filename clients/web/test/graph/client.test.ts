import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "@jest/globals";
import { clientFor } from "../../src/graph/client.ts";

const account = { id: "a".repeat(64), text: "query Account { me { name } }" };

interface Seen {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly body: string;
}
let server: Server | undefined;
afterEach(() => {
  server?.close();
});

/** A graph that answers each with their own name, once so many have asked. */
async function graph(together: number): Promise<{ readonly url: string; readonly seen: Seen[] }> {
  const seen: Seen[] = [];
  const answers: (() => void)[] = [];
  server = createServer(async (request, response) => {
    let body = "";
    for await (const part of request) body += part;
    seen.push({ method: request.method, url: request.url, body });
    answers.push(() => {
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify({ data: { me: { name: request.headers.authorization } } }));
    });
    if (answers.length >= together) for (const answer of answers.splice(0)) answer();
  });
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`, seen };
}

const ask = (url: string, who: string) =>
  clientFor(account, url)
    .query<{ readonly me: { readonly name: string } }>(
      account.text,
      {},
      { fetchOptions: { headers: { authorization: who } } },
    )
    .toPromise();

test("two shoppers who ask the same at the same time get an answer each", async () => {
  const { url, seen } = await graph(2);
  const answers = await Promise.all([ask(url, "Ada"), ask(url, "Grace")]);
  expect(answers.map(({ data }) => data?.me.name)).toEqual(["Ada", "Grace"]);
  expect(seen).toHaveLength(2);
});

test("an operation is sent by POST, by its id and without its text", async () => {
  const { url, seen } = await graph(1);
  await ask(url, "Ada");
  expect(seen).toMatchObject([{ method: "POST", url: "/graphql" }]);
  const body = JSON.parse(seen[0]?.body ?? "");
  expect(body.extensions.persistedQuery.sha256Hash).toBe(account.id);
  expect(body.query).toBeUndefined();
});
