import { expect, test } from "@jest/globals";
import { ownPath } from "../../src/security/ownPath.ts";

test.each(["/checkout", "/search?q=tea&sort=price", "/orders/1#parcels"])("a path of ours is kept: %s", (path) => {
  expect(ownPath(path)).toBe(path);
});

test.each([
  "https://evil.example/",
  "//evil.example",
  "/\\evil.example",
  "/\t/evil.example",
  "\\\\evil.example",
  "javascript:alert(1)",
  "checkout",
  "",
  null,
  undefined,
])("anything else leads home: %p", (asked) => {
  expect(ownPath(asked)).toBe("/");
});

test("a path that would become another host's when its dots are resolved leads home", () => {
  expect(ownPath("/.//evil.example")).toBe("/");
  expect(ownPath("/a/..//evil.example")).toBe("/");
});
