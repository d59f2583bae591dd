import { expect, test } from "@jest/globals";
import { cleanLine, nameKey, sortKey } from "../../src/domain/text.ts";

test("a line has no control characters, no white space at its ends, and whole characters", () => {
  expect(cleanLine("  a\t\r\n b\u0000\u0007c  ")).toBe("a bc");
  expect(cleanLine("half \ud83c pair")).toBe("half \ufffd pair");
  expect(cleanLine("🍮 שלום")).toBe("🍮 שלום");
});

test("names are alike whatever their capitals, spaces and width", () => {
  expect(nameKey("ＡＣＭＥ  Ltd")).toBe(nameKey("acme ltd"));
  expect(nameKey("Zoë")).not.toBe(nameKey("Zoe"));
});

test("titles are sorted without accents and capitals", () => {
  expect(["Zebra", "äpfel", "apfel b", "Éclair"].toSorted((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1))).toEqual([
    "äpfel",
    "apfel b",
    "Éclair",
    "Zebra",
  ]);
});
