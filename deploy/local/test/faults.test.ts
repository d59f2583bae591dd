import { expect, test } from "@jest/globals";
import { readConfig } from "../src/config.ts";

test("faults are told among the other mistakes, and what they are is said at the start", () => {
  expect(() => readConfig({ FAULTS: "cellar:error=1; events:duplicate=2", PORT: "none" })).toThrow(
    /PORT(.|\n)*cellar(.|\n)*duplicate=2/,
  );
  expect(readConfig({ FAULTS: "events:duplicate=0.2" }).faults).toBe("events:duplicate=0.2");
  expect(readConfig({ FAULTS_FILE: "/tmp/faults" }).faults).toContain("/tmp/faults");
  expect(readConfig({}).faults).toBeUndefined();
});

test("production does not start with faults, whatever their probability", () => {
  expect(() => readConfig({ FAULTS: "database:error=0", NODE_ENV: "production" })).toThrow("must not be injected");
});
