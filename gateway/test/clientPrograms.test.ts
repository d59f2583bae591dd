import { expect, test } from "@jest/globals";
import { Exchange, type Incoming } from "../src/pipeline/exchange.ts";
import { clientPrograms } from "../src/plugins/clientPrograms.ts";
import { silent } from "./kit/graph.ts";

const plugin = clientPrograms();

function programOf(headers: Incoming["headers"], extensions?: Record<string, unknown>) {
  const exchange = new Exchange(
    {
      protocol: "http",
      method: "POST",
      requestId: "a-request",
      headers,
      remoteAddress: "127.0.0.1",
      parameters: { extensions },
    },
    {} as never,
    silent,
  );
  plugin.onRequest!(exchange);
  return exchange.program;
}

const unknown = { name: "unknown", version: "" };

test.each([
  [
    { "apollographql-client-name": "web", "apollographql-client-version": "1.2.3+4" },
    { name: "web", version: "1.2.3+4" },
  ],
  [
    { "graphql-client-name": "Büro (iOS)", "graphql-client-version": "7" },
    { name: "Büro (iOS)", version: "7" },
  ],
  [{ "graphql-client-name": "web" }, { name: "web", version: "" }],
  [{ "graphql-client-version": "7" }, unknown],
  [
    { "graphql-client-name": "a", "apollographql-client-name": "b" },
    { name: "b", version: "" },
  ],
  [
    { "graphql-client-name": "web", "graphql-client-version": "7\n8" },
    { name: "web", version: "" },
  ],
  [{ "graphql-client-name": "web\nfake line" }, unknown],
  [{ "graphql-client-name": "{}" }, unknown],
  [{ "graphql-client-name": "w".repeat(65) }, unknown],
  [{ "graphql-client-name": ["web", "other"] }, unknown],
  [{}, unknown],
])("headers %j name the program %j", (headers, program) => {
  expect(programOf(headers)).toEqual(program);
});

test("a program without headers is told by its library", () => {
  const clientLibrary = { name: "@apollo/client", version: "4.0.1" };
  expect(programOf({}, { clientLibrary })).toEqual(clientLibrary);
  expect(programOf({ "graphql-client-name": "web" }, { clientLibrary })).toEqual({ name: "web", version: "" });
  for (const malformed of [null, "web", 1, {}, { name: 1 }, []]) {
    expect(programOf({}, { clientLibrary: malformed })).toEqual(unknown);
  }
});

test("the same program is the same object", () => {
  const headers = { "graphql-client-name": "web", "graphql-client-version": "7" };
  expect(programOf(headers)).toBe(programOf({ ...headers }));
});
