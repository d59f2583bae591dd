import { getNamedType, getNullableType, isInputObjectType, isListType, parseType, typeFromAST } from "graphql";
import { tokensOf } from "../text/graphqlTokens.js";

/**
 * Where the cursor is in a document that need not be finished: what could stand there. Gives `{ kind, word, from, to }`
 * with what the kind needs, such as the type around a selection. `from` to `to` is the word that is being typed.
 */
export function placeAt(schema, text, offset) {
  const tokens = tokensOf(text);
  const around = tokens.find(({ start, end }) => start < offset && offset <= end);
  if (around && isClosedToCompletion(around, offset)) return { kind: "nothing", word: "", from: offset, to: offset };

  const before = tokens.filter(({ kind, end }) => end <= offset && kind !== "comment");
  const isWord = around && ["name", "variable", "directive"].includes(around.kind);
  if (isWord && around.end === offset) before.pop();
  const word = isWord ? text.slice(around.start, offset) : "";
  const place = new Reader(schema, before).read();
  return { ...place, word, from: isWord ? around.start : offset, to: isWord ? around.end : offset };
}

function isClosedToCompletion({ kind, text, end }, offset) {
  if (kind === "comment") return true;
  if (kind === "string") return offset < end || text.length === 1 || !text.endsWith('"');
  return kind === "block" && (offset < end || text.length < 6 || !text.endsWith('"""'));
}

/** Thrown through the reader's functions when the tokens end: what was expected there. */
class End {
  constructor(place) {
    this.place = place;
  }
}

/** Reads tokens by the grammar, forgiving what is wrong, until they end. */
class Reader {
  #schema;
  #tokens;
  #at = 0;
  /** Variables of the operation that is read: names and types. */
  #variables = [];

  constructor(schema, tokens) {
    this.#schema = schema;
    this.#tokens = tokens;
  }

  read() {
    try {
      for (;;) this.#definition();
    } catch (end) {
      if (end instanceof End) return { ...end.place, variables: this.#variables };
      throw end;
    }
  }

  /** The next token; when there is none, that is where the cursor is. */
  #peek(place) {
    const token = this.#tokens[this.#at];
    if (!token) throw new End(place);
    return token;
  }

  #skip(text) {
    if (this.#tokens[this.#at]?.text !== text) return false;
    this.#at++;
    return true;
  }

  #definition() {
    this.#variables = [];
    const token = this.#peek({ kind: "definition" });
    this.#at++;
    if (token.text === "{") return this.#selections(this.#schema.getQueryType());
    if (token.text === "fragment") return this.#fragment();
    const roots = {
      query: this.#schema.getQueryType(),
      mutation: this.#schema.getMutationType(),
      subscription: this.#schema.getSubscriptionType(),
    };
    if (Object.hasOwn(roots, token.text)) this.#operation(roots[token.text]);
  }

  #operation(root) {
    if (this.#peek({ kind: "nothing" }).kind === "name") this.#at++;
    this.#peek({ kind: "nothing" });
    if (this.#skip("(")) this.#variableDefinitions();
    this.#directives();
    if (this.#skip("{")) this.#selections(root);
  }

  #fragment() {
    if (this.#peek({ kind: "nothing" }).kind === "name") this.#at++;
    this.#peek({ kind: "on" });
    if (!this.#skip("on")) return;
    const type = this.#schema.getType(this.#peek({ kind: "condition", type: undefined }).text);
    this.#at++;
    this.#directives();
    if (this.#skip("{")) this.#selections(type);
  }

  #variableDefinitions() {
    for (;;) {
      const { kind, text } = this.#peek({ kind: "nothing" });
      this.#at++;
      if (text === ")") return;
      if (kind !== "variable" || !this.#skip(":")) continue;
      const type = this.#typeReference();
      this.#variables.push({ name: text.slice(1), type });
      if (this.#skip("=")) this.#value(type);
      this.#directives();
    }
  }

  #typeReference() {
    const parts = [];
    for (;;) {
      const hasName = parts.some((part) => /\w/.test(part));
      const token = this.#tokens[this.#at];
      if (!token && !hasName) throw new End({ kind: "inputType" });
      if (!token || !(hasName ? ["]", "!"].includes(token.text) : token.text === "[" || token.kind === "name")) break;
      parts.push(token.text);
      this.#at++;
    }
    try {
      return typeFromAST(this.#schema, parseType(parts.join("")));
    } catch {
      return undefined;
    }
  }

  #selections(type) {
    for (;;) {
      const { kind, text } = this.#peek({ kind: "selection", type });
      this.#at++;
      if (text === "}") return;
      if (kind === "spread") this.#spread(type);
      else if (kind === "name") this.#field(type, text);
    }
  }

  #spread(type) {
    const { kind, text } = this.#peek({ kind: "spread", type });
    if (text === "on") {
      this.#at++;
      const condition = this.#peek({ kind: "condition", type }).text;
      this.#at++;
      this.#directives();
      if (this.#skip("{")) this.#selections(this.#schema.getType(condition));
      return;
    }
    if (kind === "name") this.#at++;
    this.#directives();
    if (this.#skip("{")) this.#selections(type);
  }

  #field(type, first) {
    let name = first;
    if (this.#skip(":")) {
      name = this.#peek({ kind: "selection", type }).text;
      this.#at++;
    }
    const field = type?.getFields?.()[name];
    if (this.#skip("(")) this.#arguments(field?.args ?? []);
    this.#directives();
    if (this.#skip("{")) this.#selections(field && getNamedType(field.type));
  }

  #directives() {
    while (this.#tokens[this.#at]?.kind === "directive") {
      const directive = this.#schema.getDirective(this.#tokens[this.#at++].text.slice(1));
      if (this.#skip("(")) this.#arguments(directive?.args ?? []);
    }
  }

  #arguments(known) {
    const used = [];
    for (;;) {
      const { kind, text } = this.#peek({ kind: "argument", known, used });
      this.#at++;
      if (text === ")") return;
      if (kind !== "name") continue;
      used.push(text);
      if (this.#skip(":")) this.#value(known.find(({ name }) => name === text)?.type);
    }
  }

  #value(type) {
    const bare = type && getNullableType(type);
    const { text } = this.#peek({ kind: "value", type });
    this.#at++;
    if (text === "[") {
      const item = isListType(bare) ? bare.ofType : undefined;
      while (this.#peek({ kind: "value", type: item }).text !== "]") this.#value(item);
      this.#at++;
    } else if (text === "{") {
      const known = isInputObjectType(bare) ? Object.values(bare.getFields()) : [];
      const used = [];
      for (;;) {
        const name = this.#peek({ kind: "argument", known, used });
        this.#at++;
        if (name.text === "}") return;
        if (name.kind !== "name") continue;
        used.push(name.text);
        if (this.#skip(":")) this.#value(known.find((each) => each.name === name.text)?.type);
      }
    }
  }
}
