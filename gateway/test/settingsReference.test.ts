import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { settingsReference } from "../src/settings/reference.ts";

test("the reference of settings is up to date (`node gateway/writeSettingsReference.ts` mends it)", () => {
  const written = readFileSync(new URL("../../docs/guides/gateway-settings.md", import.meta.url), "utf8");
  expect(written).toBe(settingsReference());
});
