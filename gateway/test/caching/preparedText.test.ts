import { expect, test } from "@jest/globals";
import { resultOfText, withExtensions } from "../../src/pipeline/preparedText.ts";
import { responseCache } from "../../src/plugins/responseCache.ts";
import { cacheControl } from "../../src/plugins/responseCacheControl.ts";
import { mutationsInvalidate } from "../../src/plugins/responseCacheInvalidation.ts";
import { worldOf } from "../kit/graph.ts";
import { goods, shops } from "./world.ts";

test("a text with extensions reads as its result with them", () => {
  const text = withExtensions('{"data":{"ok":true}}', { cost: 3 });
  expect(JSON.parse(text)).toEqual({ data: { ok: true }, extensions: { cost: 3 } });
  expect(JSON.parse(JSON.stringify(resultOfText(text)))).toEqual(JSON.parse(text));
  expect({ ...resultOfText(text) }).toEqual(JSON.parse(text));
});

test("nobody on the way of a kept answer reads its text", async () => {
  const text = "{whatever it is";
  const store = {
    find: () => ({ response: { text, storedAt: Date.now(), maxAge: 60 }, mark: 0 }),
    keep: () => true,
    invalidate: () => {},
    close: () => {},
  };
  const { run } = worldOf(shops(goods()), {
    plugins: [
      cacheControl({ credentialHeaders: [], isPassedOn: false }),
      mutationsInvalidate(async () => {}),
      responseCache({ longestSeconds: 60, mayBypass: false }, { store, passedOn: () => "" }),
    ],
  });
  // Only the test itself does, which is after all of them.
  await expect(run('{ good(id: "1") { id } }')).rejects.toThrow("JSON");
});
