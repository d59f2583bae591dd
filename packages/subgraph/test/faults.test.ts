import { expect, test } from "@jest/globals";
import { ConfigurationError, noFaults, readFaults } from "../src/index.ts";

const log = { warn: () => {} };

test("nothing is put around a port unless faults are asked for", () => {
  expect(readFaults({}, log)).toBe(noFaults);
  expect(readFaults({ FAULTS: "database:error=0.1" }, log)).not.toBe(noFaults);
});

test("production refuses faults, also those of a file that is not there yet", () => {
  for (const given of [{ FAULTS: "database:error=0" }, { FAULTS_FILE: "/nowhere/faults" }]) {
    expect(() => readFaults({ ...given, NODE_ENV: "production" }, log)).toThrow(
      "faults must not be injected in production",
    );
  }
});

test("mistakes are told together", () => {
  expect(() => readFaults({ FAULTS: "cellar:error=0.1; events:eror=0.1", FAULTS_SEED: "x" }, log)).toThrow(
    ConfigurationError,
  );
  expect(() => readFaults({ FAULTS: "cellar:error=0.1; events:eror=0.1", FAULTS_SEED: "x" }, log)).toThrow(
    /cellar(.|\n)*eror(.|\n)*FAULTS_SEED/,
  );
});
