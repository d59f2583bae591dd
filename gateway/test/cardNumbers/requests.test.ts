import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { listening, type Running } from "../kit/gateway.ts";
import { people } from "../kit/people.ts";
import { catalog, inventory } from "../kit/shop.ts";

let running: Running;
beforeAll(async () => {
  running = await listening([catalog(), inventory(), people()]);
});
afterAll(() => running.gateway.stop());

const card = "4242 4242 4242 4242";
const byVariable = "query($id: ID!) { product(id: $id) { id } }";

test.each<[string, object]>([
  ["a variable", { query: byVariable, variables: { id: card } }],
  ["a variable that is a number", { query: byVariable, variables: { id: 4242424242424242 } }],
  ["a variable that no operation asks for", { query: "{ warehouse }", variables: { note: card } }],
  ["a part of a variable", { query: "{ warehouse }", variables: { input: { lines: [{ note: [card] }] } } }],
  ["the name of a part", { query: "{ warehouse }", variables: { input: { "4242424242424242": 1 } } }],
  ["a telephone number", { query: "{ warehouse }", variables: { input: { phone: "378282246310005" } } }],
  ["a literal", { query: `{ product(id: "${card}") { id } }` }],
  ["a literal that is a number", { query: "{ product(id: 4242424242424242) { id } }" }],
  ["a literal with escapes", { query: `{ product(id: "\\u00342424242-42424242") { id } }` }],
  ["a default", { query: `query($id: ID! = "${card}") { product(id: $id) { id } }` }],
  ["the operation's name", { query: "query q4242424242424242 { warehouse }" }],
  ["the name that is asked for", { query: "{ warehouse }", operationName: "o4242424242424242" }],
  ["a comment", { query: `{ warehouse } # ${card}` }],
])("a card's number in %s is refused, and not repeated", async (_where, body) => {
  const { status, body: answer } = await running.post(body);
  const text = JSON.stringify(answer);
  expect(status).toBe(400);
  expect(text).toMatch(/BAD_USER_INPUT/);
  expect(text).toMatch(/payment card/);
  expect(text).not.toMatch(/4242|3782/);
});

test("a number of thirteen digits is a telephone number where one is asked for", async () => {
  const variables = { input: { phone: "4915112345670" } };
  const { status } = await running.post({ query: "{ warehouse }", variables });
  expect(status).toBe(200);
});

test("ids and trade items' numbers are let pass", async () => {
  for (const id of ["0199f8a2-1234-7123-8123-123456789012", "4006381333931", "1541815603606036480"]) {
    const { status } = await running.post({ query: byVariable, variables: { id } });
    expect(status).toBe(200);
  }
});
