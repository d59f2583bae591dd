import { describe, expect, it } from "@jest/globals";
import { parseAddress } from "../src/index.ts";

const typed = {
  fullName: "Ann Lee",
  line1: "1 Main Street",
  city: "Springfield",
  region: "IL",
  postalCode: "62701",
  countryCode: "US",
};

describe("a postal address", () => {
  it("is kept trimmed, its country in capitals, what was left empty as nothing", () => {
    expect(parseAddress({ ...typed, city: " Springfield ", countryCode: "us", line2: "  ", phone: null })).toEqual({
      kind: "valid",
      address: { ...typed, line2: null, phone: null },
    });
  });

  it.each([
    ["fullName", " "],
    ["line1", "a\u0000b"],
    ["line2", "x".repeat(201)],
    ["city", ""],
    ["postalCode", "x".repeat(21)],
    ["countryCode", "XX"],
    ["countryCode", "USA"],
    ["phone", "call me"],
  ])("is refused for its %s %j", (field, text) => {
    expect(parseAddress({ ...typed, [field]: text })).toMatchObject({ kind: "invalid", field });
  });

  it("takes telephone numbers as people write them", () => {
    for (const phone of ["+1 (555) 010-9999", "030/1234567", "٠١٢٣٤٥٦٧٨"]) {
      expect(parseAddress({ ...typed, phone })).toMatchObject({ kind: "valid", address: { phone } });
    }
  });
});
