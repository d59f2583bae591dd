import { describe, expect, test } from "@jest/globals";
import { cursorIn, explorerModule } from "./kit/explorer.ts";

const { format } = await explorerModule("language/format.js");
const edits = await explorerModule("text/edits.js");
const { tokensOf } = await explorerModule("text/graphqlTokens.js");

type Change = { from: number; to: number; insert: string; caret: number[] } | undefined;
/** The text after a key, with `|` where the cursor is. */
function after(marked: string, act: (text: string, start: number, end: number) => Change): string | undefined {
  const { text, offset } = cursorIn(marked);
  const change = act(text, offset, offset);
  if (!change) return undefined;
  const made = text.slice(0, change.from) + change.insert + text.slice(change.to);
  return `${made.slice(0, change.caret[0])}|${made.slice(change.caret[0])}`;
}

describe("keys", () => {
  test("Enter keeps the indent, goes deeper after a bracket, and puts the closing one on its own line", () => {
    expect(after("  a|", edits.breakLine)).toBe("  a\n  |");
    expect(after("{|", edits.breakLine)).toBe("{\n  |");
    expect(after("  a {|}", edits.breakLine)).toBe("  a {\n    |\n  }");
  });

  test("brackets and quotes come in pairs, are stepped over, and go together", () => {
    const open = (key: string) => (text: string, start: number, end: number) => edits.openPair(text, start, end, key);
    const close = (key: string) => (text: string, start: number, end: number) => edits.closePair(text, start, end, key);
    expect(after("a |", open("{"))).toBe("a {|}");
    expect(after("|name", open("("))).toBeUndefined();
    expect(after("(|)", close(")"))).toBe("()|");
    expect(after("a {\n    |", close("}"))).toBe("a {\n  }|");
    expect(after("(|)", edits.deletePair)).toBe("|");
  });

  test("comments are put on and taken off", () => {
    expect(after("  a|", edits.toggleComments)).toMatch("  # a");
    expect(after("  # a|", edits.toggleComments)).toBe("  a|");
  });

  test("brackets find each other, past those in strings and comments", () => {
    const text = `{ a(b: "}") # }\n }`;
    expect(edits.matchingBrackets(tokensOf(text), 0)).toEqual([0, text.length - 1]);
  });
});

describe("format", () => {
  test("lays out, and keeps comments and blank lines between groups", () => {
    const text = `# Above
query A($a:Int=1,$b:[String!]!){ # beside
products(first:$a,filter:{words:$b,inStock:true}){id ...P @include(if:true)


# before
title}}
fragment P on Product{related{id}}`;
    expect(format(text)).toBe(`# Above
query A($a: Int = 1, $b: [String!]!) { # beside
  products(first: $a, filter: { words: $b, inStock: true }) {
    id
    ...P @include(if: true)

    # before
    title
  }
}

fragment P on Product {
  related {
    id
  }
}
`);
  });

  test("breaks what is too wide, and does nothing a second time", () => {
    const wide = `query A { products(first: 100000, filter: { words: ["one", "two", "three", "four"] }, kinds: [BOOK, LAMP]) { id } }`;
    const once = format(wide);
    expect(once).toMatch("  products(\n    first: 100000\n");
    expect(format(once)).toBe(once);
  });

  test("handles every kind of definition", () => {
    for (const text of [
      '{ a: b(c: [[1 2] [3]], d: { e: null f: ENUM }) @x @y(z: "s") { ... { c } ... on D @x { e } ...F } } fragment F on D { g }',
      `subscription S @a { b(text: """one\n"two" three""") }`,
      "mutation M($a: [[Int!]!] = [[1]] @d, $b: I = { c: 1 }) { a(b: -1.5e3 c: $a) }",
    ]) {
      const once = format(text);
      expect(once).not.toBe(text);
      expect(format(once)).toBe(once);
    }
  });

  test("leaves what cannot be parsed as it is", () => expect(format("{ a(")).toBe("{ a("));
});
