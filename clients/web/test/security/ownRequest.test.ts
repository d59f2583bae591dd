import { expect, test } from "@jest/globals";
import { isOwnRequest } from "../../src/security/ownRequest.ts";

const shop = "https://shop.example";
const own = (method: string, headers: Record<string, string>) => isOwnRequest(method, new Headers(headers), shop);

test("what changes nothing may come from anywhere", () => {
  for (const method of ["GET", "HEAD", "OPTIONS"]) expect(own(method, { origin: "https://evil.example" })).toBe(true);
});

test("a change comes from a page of the storefront's own", () => {
  expect(own("POST", { origin: shop })).toBe(true);
  expect(own("POST", { origin: "https://127.0.0.1:3000", host: "127.0.0.1:3000" })).toBe(true);
  expect(own("POST", { "sec-fetch-site": "same-origin" })).toBe(true);
});

test.each<Record<string, string>>([
  { origin: "https://evil.example" },
  { origin: "https://evil.example", "sec-fetch-site": "same-origin" },
  { origin: "http://shop.example" },
  { origin: "https://shop.example.evil.example" },
  { origin: "null" },
  { "sec-fetch-site": "same-site" },
  {},
])("a change is refused that comes with %p", (headers) => {
  expect(own("POST", headers)).toBe(false);
});
