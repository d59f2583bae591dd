import { describe, expect, it } from "@jest/globals";
import { rolesWith } from "../../src/domain/roles.ts";

describe("roles", () => {
  it("have CUSTOMER among them and each but once, in one order", () => {
    expect(rolesWith([])).toEqual(["CUSTOMER"]);
    expect(rolesWith(["PARTNER", "ADMIN", "PARTNER", "CUSTOMER"])).toEqual(["CUSTOMER", "ADMIN", "PARTNER"]);
  });
});
