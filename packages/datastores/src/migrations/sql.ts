const token = /--[^\n]*|\/\*[\s\S]*?\*\/|\$(\w*)\$[\s\S]*?\$\1\$|'(?:[^']|'')*'|"(?:[^"]|"")*"|[\s\S]/g;

/** The statements of a text in SQL, each without its semicolon and without comments. */
export function statementsOf(text: string): string[] {
  const statements = [""];
  for (const [part] of text.matchAll(token)) {
    if (part === ";") statements.push("");
    else if (!part.startsWith("--") && !part.startsWith("/*")) statements[statements.length - 1] += part;
  }
  return statements.map((statement) => statement.trim()).filter((statement) => statement !== "");
}

/**
 * The first line of a migration that cannot be in a transaction, such as one with CREATE INDEX CONCURRENTLY, which lets
 * others write meanwhile. Its statements are run one by one, and all again should one fail: each has to bear that.
 */
export const outsideOfTransactions = "-- outside of transactions";

export function isOutsideOfTransactions(text: string): boolean {
  return text.startsWith(`${outsideOfTransactions}\n`);
}
