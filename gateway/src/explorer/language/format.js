import { parse, print } from "graphql";
import { tokensOf } from "../text/graphqlTokens.js";

const widest = 80;

/**
 * A document in the usual form, with its comments and with blank lines between groups of fields. What cannot be parsed
 * stays as it is.
 */
export function format(text) {
  const before = meaningOf(text);
  if (before === undefined) return text;
  const formatted = new Printer(text).print();
  return meaningOf(formatted) === before ? formatted : text;
}

function meaningOf(text) {
  try {
    return print(parse(text, { noLocation: true }));
  } catch {
    return undefined;
  }
}

/** Lays out tokens: one selection a line, what is in parentheses on one line if it fits. */
class Printer {
  #text;
  #tokens;
  #lines = [];
  #line = "";
  #depth = 0;

  constructor(text) {
    this.#text = text;
    this.#tokens = tokensOf(text);
  }

  print() {
    for (let at = 0; at < this.#tokens.length; at++) {
      const token = this.#tokens[at];
      const before = this.#tokens[at - 1];
      if (token.kind === "comment") this.#comment(token, before);
      else if (token.text === "{") {
        this.#line += this.#line ? " {" : "{";
        this.#endLine();
        this.#depth++;
      } else if (token.text === "}") {
        this.#endLine();
        this.#depth--;
        this.#line = "}";
        if (this.#tokens[at + 1]?.kind !== "comment" || this.#isOnOwnLine(this.#tokens[at + 1])) this.#endLine();
      } else if (token.text === "(") at = this.#parentheses(at);
      else this.#word(token, before);
    }
    this.#endLine();
    return `${this.#lines.join("\n").trim()}\n`;
  }

  #word(token, before) {
    if (this.#line && this.#beginsLine(token, before)) this.#endLine();
    if (!this.#line) this.#separate(token);
    const isGlued =
      token.text === ":" ||
      token.text === "!" ||
      (before?.kind === "spread" && token.kind === "name" && token.text !== "on");
    this.#line += this.#line && !isGlued ? ` ${token.text}` : token.text;
  }

  /** A selection or a definition begins after a finished one: not after an alias's colon, a spread, or a keyword. */
  #beginsLine(token, before) {
    if (token.kind === "spread") return true;
    if (token.kind !== "name" || this.#depth === 0) return false;
    if (before.kind === "spread" || before.text === ":") return false;
    return !(before.text === "on" && this.#line.startsWith("..."));
  }

  /** Keeps one blank line of those that the writer left, and has one between definitions. */
  #separate(token) {
    const previous = this.#lines.at(-1);
    if (!previous || previous === "") return;
    const gap = this.#text.slice(0, token.start).match(/[\s,]*$/)[0];
    const isNewDefinition = this.#depth === 0 && previous === "}";
    if (isNewDefinition || (gap.split("\n").length > 2 && !previous.endsWith("{"))) this.#lines.push("");
  }

  #comment(token, before) {
    if (before && !this.#isOnOwnLine(token)) {
      // After what it is about: on the line that is being written, or on the one that just ended.
      if (!this.#line && this.#lines.length > 0) this.#line = this.#lines.pop().trimStart();
      else if (!this.#line) this.#line = "";
      const isOpening = this.#line.endsWith("{");
      this.#line += ` ${token.text.trimEnd()}`;
      if (isOpening) {
        this.#lines.push("  ".repeat(this.#depth - 1) + this.#line);
        this.#line = "";
      } else this.#endLine();
      return;
    }
    this.#endLine();
    this.#separate(token);
    this.#line = token.text.trimEnd();
    this.#endLine();
  }

  #isOnOwnLine({ start }) {
    return /(^|\n)[\s,]*$/.test(this.#text.slice(0, start));
  }

  /** What is in parentheses, from the token at `from`; gives the place of the closing one. */
  #parentheses(from) {
    const { items, end } = this.#itemsFrom(from);
    const flat = `(${items.join(", ")})`;
    const indent = "  ".repeat(this.#depth);
    const isWide = indent.length + this.#line.length + flat.length > widest;
    if (!isWide && items.every((item) => !item.includes("\n") && !item.includes("#"))) this.#line += flat;
    else {
      this.#line += "(";
      this.#endLine();
      for (const item of items) this.#lines.push(`${indent}  ${item}`);
      this.#line = ")";
    }
    return end;
  }

  #itemsFrom(from) {
    const items = [];
    const open = [];
    let item = "";
    for (let at = from; ; at++) {
      const token = this.#tokens[at];
      const [before, after] = [this.#tokens[at - 1], this.#tokens[at + 1]];
      const top = open.at(-1);
      if (token.text === "(") open.push("(");
      else if (token.text === ")") return { items: item ? [...items, item] : items, end: at };
      else if (token.kind === "comment") {
        if (item) items.push(item);
        items.push(token.text.trimEnd());
        item = "";
      } else if (open.length === 1 && after?.text === ":" && before.text !== ":") {
        if (item) items.push(item);
        item = token.text;
      } else {
        item += this.#gap(token, before, after, top) + token.text;
        if (token.kind === "mark" && "{[".includes(token.text)) open.push(token.text);
        else if (token.kind === "mark" && "}]".includes(token.text)) open.pop();
      }
    }
  }

  /** What stands between two tokens of a value or a type. */
  #gap(token, before, after, top) {
    if (["(", "["].includes(before.text) || ["!", ":", "]"].includes(token.text)) return "";
    if (token.text === "}") return before.text === "{" ? "" : " ";
    if (before.text === "{") return " ";
    const beginsValue = before.text !== ":" && before.text !== "=" && token.text !== "=";
    if (top === "[" && beginsValue) return ", ";
    if (top === "{" && after?.text === ":" && beginsValue) return ", ";
    return " ";
  }

  #endLine() {
    if (this.#line) this.#lines.push("  ".repeat(this.#depth) + this.#line);
    this.#line = "";
  }
}
