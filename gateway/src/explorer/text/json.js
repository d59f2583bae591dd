/** The tokens of a JSON text, whatever state it is in, coloured; strings that are followed by a colon are keys. */
export function colouredJson(text) {
  const tokens = [...text.matchAll(pattern)].map((match) => ({
    text: match[0],
    colour: colours[match.slice(1).findIndex((group) => group !== undefined)],
    kind: "json",
    start: match.index,
    end: match.index + match[0].length,
  }));
  for (const [index, token] of tokens.entries()) {
    if (token.colour === "string" && tokens[index + 1]?.text === ":") token.colour = "argument";
    if (token.colour === "mark") token.kind = "mark";
  }
  return tokens;
}

const colours = ["string", "literal", "number", "mark", "odd"];
const pattern = /("(?:\\.|[^"\\\n\r])*"?)|(true\b|false\b|null\b)|(-?\d[\d.eE+-]*)|([{}[\]:,])|([^\s])/g;

/**
 * Reads JSON and remembers where everything stands: nodes `{ value, start, end, entries? | items? }`, an entry being
 * `{ key, start, end, node }`. Throws JsonProblem with the place of what is wrong.
 */
export function readJson(text) {
  const tokens = colouredJson(text);
  let at = 0;
  const fail = (message, token = tokens[at]) => {
    const start = token?.start ?? Math.max(text.trimEnd().length - 1, 0);
    throw new JsonProblem(message, start, token?.end ?? start + 1);
  };
  const take = (mark) => (tokens[at]?.text === mark ? tokens[at++] : undefined);
  const expect = (mark) => take(mark) ?? fail(`Expected “${mark}”`);

  function read() {
    const token = tokens[at];
    if (!token) fail("The text ends too early");
    if (token.text === "{") return readObject();
    if (token.text === "[") return readList();
    at++;
    try {
      return { value: JSON.parse(token.text), start: token.start, end: token.end };
    } catch {
      return fail(`“${token.text}” is no JSON`, token);
    }
  }

  function readObject() {
    const { start } = expect("{");
    const entries = [];
    while (tokens[at]?.text !== "}") {
      if (entries.length > 0) expect(",");
      const name = tokens[at];
      if (!name?.text.startsWith('"')) fail("Expected a name in double quotes");
      const key = read().value;
      expect(":");
      entries.push({ key, start: name.start, end: name.end, node: read() });
    }
    const { end } = expect("}");
    return { value: Object.fromEntries(entries.map(({ key, node }) => [key, node.value])), start, end, entries };
  }

  function readList() {
    const { start } = expect("[");
    const items = [];
    while (tokens[at]?.text !== "]") {
      if (items.length > 0) expect(",");
      items.push(read());
    }
    const { end } = expect("]");
    return { value: items.map(({ value }) => value), start, end, items };
  }

  const root = read();
  if (tokens[at]) fail("There is something after the end");
  return root;
}

export class JsonProblem extends Error {
  constructor(message, start, end) {
    super(message);
    this.start = start;
    this.end = end;
  }
}

/** The node that a path of keys and indexes leads to, or the last one before it. */
export function nodeAt(root, path) {
  let node = root;
  for (const step of path) {
    const next = node.entries?.find(({ key }) => key === step)?.node ?? node.items?.[step];
    if (!next) return node;
    node = next;
  }
  return node;
}

/**
 * Where the cursor is in a JSON text that may be unfinished: the path of keys to it, whether a key or a value is
 * expected, and the keys that the object around it has already.
 */
export function jsonPlaceAt(text, offset) {
  const all = colouredJson(text);
  const partial = all.find(({ start, end, colour }) => start < offset && offset <= end && colour !== "mark");
  const tokens = all.filter((token) => token.end <= offset && token !== partial);
  const open = [];
  for (const token of tokens) {
    const top = open.at(-1);
    if (token.text === "{") open.push({ kind: "object", keys: [], key: undefined, expects: "key" });
    else if (token.text === "[") open.push({ kind: "list" });
    else if (token.text === "}" || token.text === "]") open.pop();
    else if (top?.kind !== "object") continue;
    else if (token.text === ":") top.expects = "value";
    else if (token.text === ",") top.expects = "key";
    else if (top.expects === "key" && token.text.startsWith('"')) {
      top.key = token.text.replaceAll('"', "");
      top.keys.push(top.key);
    }
  }
  const top = open.at(-1);
  const path = open.flatMap((each, index) => {
    if (each.kind === "list") return [0];
    return index < open.length - 1 || each.expects === "value" ? [each.key] : [];
  });
  const next = all.find(({ start }) => start >= (partial?.end ?? offset));
  return {
    path,
    expects: top === undefined ? undefined : top.kind === "list" ? "value" : top.expects,
    keys: top?.keys ?? [],
    from: partial?.start ?? offset,
    to: partial?.end ?? offset,
    word: partial ? text.slice(partial.start, offset) : "",
    isBeforeColon: next?.text === ":",
  };
}
