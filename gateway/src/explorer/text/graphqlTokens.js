/**
 * Cuts a GraphQL document into tokens, whatever state it is in: what is typed half is a token too. Blanks and commas are
 * left out, comments are not.
 */
export function tokensOf(text) {
  const tokens = [];
  for (const match of text.matchAll(pattern)) {
    const kind = kinds[match.slice(1).findIndex((group) => group !== undefined)];
    if (kind !== "blank") tokens.push({ kind, text: match[0], start: match.index, end: match.index + match[0].length });
  }
  return tokens;
}

const kinds = [
  "comment",
  "block",
  "string",
  "variable",
  "directive",
  "spread",
  "name",
  "number",
  "mark",
  "blank",
  "odd",
];
const pattern = new RegExp(
  [
    /(#[^\n\r]*)/,
    /("""(?:\\"""|[\s\S])*?(?:"""|$))/,
    /("(?:\\.|[^"\\\n\r])*"?)/,
    /(\$\w*)/,
    /(@\w*)/,
    /(\.\.\.)/,
    /([_A-Za-z]\w*)/,
    /(-?\d[\w.+-]*)/,
    /([!&()[\]{}:=|])/,
    /([\s,\uFEFF]+)/,
    /([\s\S])/,
  ]
    .map(({ source }) => source)
    .join("|"),
  "g",
);

const keywords = new Set(["query", "mutation", "subscription", "fragment"]);
const literals = new Set(["true", "false", "null"]);

/** The tokens with what they are coloured as: a name is a keyword, field, argument, type, or a value. */
export function colouredTokens(text) {
  const tokens = tokensOf(text);
  const open = [];
  return tokens.map((token, index) => {
    const [before, after] = [tokens[index - 1], tokens[index + 1]];
    if (token.kind === "mark") {
      if ("({[".includes(token.text)) open.push(token.text);
      else if (")}]".includes(token.text)) open.pop();
    }
    if (token.kind !== "name") return { ...token, colour: token.kind };
    const inArguments = open.includes("(");
    return { ...token, colour: colourOf(token, before, after, open.length, inArguments) };
  });
}

function colourOf({ text }, before, after, depth, inArguments) {
  if (before?.text === "on") return "type";
  if (depth === 0) return keywords.has(text) || text === "on" ? "keyword" : "operation";
  if (text === "on" && before?.kind === "spread") return "keyword";
  if (before?.kind === "spread") return "operation";
  if (!inArguments) return after?.text === ":" ? "alias" : "field";
  if (after?.text === ":") return "argument";
  if (literals.has(text)) return "literal";
  return /^[A-Z][A-Z0-9_]*$/.test(text) && !["ID"].includes(text) ? "enum" : "type";
}
