import { expect, test } from "@jest/globals";
import { explain } from "../src/explain.ts";
import { PlatformError } from "../src/platformError.ts";

const coded = (code: string, message = "as the driver says it") => Object.assign(new Error(message), { code });

test("errors for people are told as they are", () => {
  expect(explain(new PlatformError("Do this."))).toBe("Do this.");
});

test.each([
  ["ECONNREFUSED", /does not answer/],
  ["28P01", /password/],
  ["3D000", /does not exist/],
  ["42501", /may not do what is needed/],
])("what a database says by %s is told in words that help", (code, words) => {
  expect(explain(coded(code))).toMatch(words);
  expect(explain(new Error("wrapped", { cause: coded(code) }))).toMatch(words);
  expect(explain(new AggregateError([coded(code), coded(code)]))).toMatch(words);
});

test("anything else is told by its message, without a stack", () => {
  expect(explain(new TypeError("x is not a function"))).toBe("x is not a function");
  expect(explain("thrown text")).toBe("thrown text");
});
