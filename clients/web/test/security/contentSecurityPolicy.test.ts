import { expect, test } from "@jest/globals";
import { contentSecurityPolicy } from "../../src/security/contentSecurityPolicy.ts";

const built = { nonce: "bm9uY2U=", pictureHosts: ["https://pictures.example"], isDevelopment: false, isSecure: true };
const directives = (policy: string) => policy.split("; ");

test("only the page's nonce lets a script or a style in", () => {
  const policy = contentSecurityPolicy(built);
  expect(policy).not.toMatch(/unsafe/);
  expect(directives(policy)).toContain("script-src 'self' 'nonce-bm9uY2U=' 'strict-dynamic'");
  expect(directives(policy)).toContain("style-src 'self' 'nonce-bm9uY2U='");
});

test("pictures may come from the hosts that are named", () => {
  expect(directives(contentSecurityPolicy(built))).toContain("img-src 'self' data: https://pictures.example");
});

test("over http nothing is asked over https instead", () => {
  expect(contentSecurityPolicy(built)).toMatch(/upgrade-insecure-requests/);
  expect(contentSecurityPolicy({ ...built, isSecure: false })).not.toMatch(/upgrade-insecure-requests/);
});

test("hot reload may do what it needs", () => {
  expect(contentSecurityPolicy({ ...built, isDevelopment: true })).toMatch(/'unsafe-eval'.*'unsafe-inline'.* ws:/);
});
