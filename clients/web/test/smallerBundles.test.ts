import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { expect, test } from "@jest/globals";
import ecmascriptModules, { hasEcmascriptModule } from "../bundling/ecmascriptModules.ts";

const next = dirname(createRequire(import.meta.url).resolve("next/package.json"));
const router = join(next, "dist/client/components/app-router.js");

test("Next.js's router has an ECMAScript module that stands in for it in the browser", () => {
  expect(hasEcmascriptModule(router)).toBe(true);
  expect(ecmascriptModules.call({ resourcePath: router }, "exports.default = 1")).toMatch(
    /^import .*^export default/ms,
  );
});

test("what has no such twin, and what is no part of Next.js's client, stays as it is", () => {
  expect(hasEcmascriptModule(join(next, "dist/client/components/no-such-module.js"))).toBe(false);
  expect(hasEcmascriptModule(join(next, "dist/compiled/react-dom/index.js"))).toBe(false);
  expect(hasEcmascriptModule(import.meta.filename)).toBe(false);
});
