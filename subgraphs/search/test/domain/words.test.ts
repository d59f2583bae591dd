import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { correctionOf, editDistance } from "../../src/domain/correction.ts";
import { highlight } from "../../src/domain/highlight.ts";
import { priceRangeOf } from "../../src/domain/priceRanges.ts";
import { mixSuggestions } from "../../src/domain/suggestions.ts";
import { fold, tellingWords, textOfHtml, wordsOf } from "../../src/domain/words.ts";

describe("words", () => {
  test("are folded, and end at everything but letters and digits", () => {
    expect(wordsOf("Crème-Brûlée, men’s O'Neill 2.5l ŁÓDŹ")).toEqual([
      "creme",
      "brulee",
      "men",
      "oneill",
      "2",
      "5l",
      "lodz",
    ]);
    expect(fold("Straße Æther ø")).toBe("strasse aether o");
  });

  test("that say nothing are left out unless nothing else is there", () => {
    expect(tellingWords(["the", "mug"])).toEqual(["mug"]);
    expect(tellingWords(["to", "be"])).toEqual(["to", "be"]);
  });

  test("of HTML are its text", () => {
    expect(textOfHtml("<p>A&amp;B<br>C &#233;&#xE9; &bogus; &#55296;</p>")).toBe("A&B C éé &bogus;");
  });
});

describe("a correction", () => {
  const candidates = (...words: string[]) => words.map((word) => ({ word, similarity: 0.5 }));

  test("is the word with the fewest mistakes, swapped letters being one", () => {
    expect(editDistance("ahtlete", "athlete")).toBe(1);
    expect(correctionOf("hta", candidates("hot", "hat"))).toBe("hat");
    expect(correctionOf("keyborad", candidates("keyboards", "keyboard"))).toBe("keyboard");
  });

  test("is none for what is too different, too short, or a number", () => {
    expect(correctionOf("mug", candidates("rag"))).toBeNull();
    expect(correctionOf("ab", candidates("ac"))).toBeNull();
    expect(correctionOf("a1000", candidates("a1001"))).toBeNull();
  });
});

describe("a highlight", () => {
  const forms = (...words: string[]) => ({ words: new Set(words), prefixes: [] });

  test("shows a piece around the first word, cut between words", () => {
    const text = `${"lorem ipsum ".repeat(30)}needle ${"dolor sit ".repeat(30)}`;
    const fragment = highlight(text, forms("needle"))!;
    expect(fragment).toMatch(/^…(lorem|ipsum) .*<mark>needle<\/mark> dolor.*…$/);
    expect(fragment.length).toBeLessThan(200);
  });

  test("holds no markup but its own, and else the very text", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom("needle", "<b>", "&amp;", "a", " ", '"', "'", "x".repeat(200), "🦄"), {
          maxLength: 60,
        }),
        (parts) => {
          const text = parts.join(" ");
          const fragment = highlight(text, forms("needle"));
          if (fragment === null) return expect(text).not.toContain("needle");
          expect(fragment.replace(/<\/?mark>/g, "")).not.toMatch(/[<>"']/);
          const plain = fragment
            .replace(/<\/?mark>|…/g, "")
            .replace(/&lt;/g, "<")
            .replace(/&gt;/g, ">")
            .replace(/&quot;/g, '"')
            .replace(/&#39;/g, "'")
            .replace(/&amp;/g, "&");
          expect(text).toContain(plain);
        },
      ),
    );
  });
});

test("a price range has its ends in minor units of the currency", () => {
  expect(priceRangeOf(2_500, "USD")).toEqual({ value: "2500-4999", label: "25 to 50 USD" });
  expect(priceRangeOf(2_500, "JPY")).toEqual({ value: "1000-", label: "1000 JPY and more" });
});

test("suggestions share the list between their kinds, and give what is left to the others", () => {
  const some = (count: number) => Array.from({ length: count }, (_, index) => `${index}`);
  const found = (queries: number, categories: number, products: number) => ({
    queries: some(queries),
    categories: some(categories),
    products: some(products).map((productId) => ({ productId, title: "" })),
  });
  const kinds = (counts: [number, number, number], first: number) =>
    mixSuggestions(found(...counts), first)
      .map(({ kind }) => kind[0])
      .join("");
  expect(kinds([8, 8, 8], 8)).toBe("QQQCCPPP");
  expect(kinds([0, 1, 8], 8)).toBe("CPPPPPPP");
  expect(kinds([8, 0, 1], 8)).toBe("QQQQQQQP");
  expect(kinds([8, 8, 8], 1)).toBe("P");
});
