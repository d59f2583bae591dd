import { isOutsideOfTransactions, statementsOf } from "@angidi/datastores";

/**
 * What of a migration holds up the processes that serve meanwhile, or breaks those of the version before; none when it may
 * run while they serve. Of tables that the file itself makes nothing is a hazard. Sources: PostgreSQL's manual, ALTER
 * TABLE (“Notes”), “Building Indexes Concurrently”, “Explicit Locking”.
 */
export function hazardsOf(text: string): string[] {
  const isOutside = isOutsideOfTransactions(text);
  const statements = statementsOf(text).map(withoutTexts);
  const made = new Set(statements.flatMap((statement) => createTable.exec(statement)?.[1] ?? []));
  return statements.flatMap((statement, index) => [
    ...ofTable(statement, made, statements),
    ...ofIndex(statement, made, isOutside, statements.slice(0, index)),
    ...ofRows(statement, made),
    ...(isOutside && !mayBeOutside.test(statement) ? ["is outside of transactions and need not be"] : []),
    ...others.filter(([form]) => form.test(statement)).map(([, hazard]) => hazard),
  ]);
}

const createTable = /^CREATE (?:UNLOGGED )?TABLE (?:IF NOT EXISTS )?(\S+)/i;
const mayBeOutside =
  /^(CREATE (UNIQUE )?INDEX CONCURRENTLY|DROP INDEX CONCURRENTLY|REINDEX .*CONCURRENTLY|ALTER TABLE \S+ VALIDATE)/i;
const volatile = /\bDEFAULT (gen_random_uuid|uuidv\d|random|clock_timestamp|timeofday|nextval)\b|\b\w*SERIAL\b/i;

/** What an action of ALTER TABLE does to a table that is in use. */
const actions: readonly (readonly [RegExp, string])[] = [
  [
    /^ADD (?!CONSTRAINT|CHECK|UNIQUE|PRIMARY|FOREIGN|EXCLUDE)(?=.*\bNOT NULL\b)(?!.*\bDEFAULT\b)/i,
    "adds a column NOT NULL without a default",
  ],
  [/^ADD (?!CONSTRAINT).*(\bSTORED\b|\bAS IDENTITY\b)/i, "writes every row anew"],
  [
    /^ADD COLUMN .*\b(CHECK|UNIQUE|REFERENCES|PRIMARY KEY)\b/i,
    "looks at every row under a lock: add the constraint by itself, NOT VALID",
  ],
  [
    /^ADD (CHECK|UNIQUE|PRIMARY|FOREIGN|EXCLUDE|CONSTRAINT)(?!.*\b(NOT VALID|USING INDEX)\b)/i,
    "looks at every row under a lock: add it NOT VALID, and validate it in a file after it",
  ],
  [/^ALTER .*\bTYPE\b/i, "writes every row anew"],
  [/^ALTER .*\bSET NOT NULL\b/i, "looks at every row under a lock: add a constraint NOT NULL … NOT VALID"],
  [/^SET (TABLESPACE|LOGGED|UNLOGGED|ACCESS METHOD)\b/i, "writes every row anew"],
  [/^DROP (?!CONSTRAINT)|^RENAME\b/i, "takes away what the version before reads"],
];

const others: readonly (readonly [RegExp, string])[] = [
  [/^DROP TABLE\b/i, "takes away what the version before reads"],
  [/^(LOCK|CLUSTER|VACUUM|REINDEX (?!.*CONCURRENTLY))\b/i, "locks a table"],
  [/^ALTER TYPE\b/i, "changes a type that is in use"],
  [/^DO\b/i, "does what cannot be read off here"],
];

function ofTable(statement: string, made: ReadonlySet<string>, all: readonly string[]): string[] {
  const [, table, rest] = /^ALTER TABLE (?:IF EXISTS )?(?:ONLY )?(\S+) (.*)$/i.exec(statement) ?? [];
  if (!table || made.has(table)) return [];
  return actionsIn(rest!).flatMap((action) => [
    ...actions.filter(([form]) => form.test(action)).map(([, hazard]) => hazard),
    ...(/^ADD (?!CONSTRAINT)/i.test(action) && volatile.test(action) ? ["writes every row anew"] : []),
    ...(/^VALIDATE\b/i.test(action) && all.length > 1 ? ["validates under the locks of what is beside it"] : []),
  ]);
}

function ofIndex(
  statement: string,
  made: ReadonlySet<string>,
  isOutside: boolean,
  before: readonly string[],
): string[] {
  const form = /^CREATE (?:UNIQUE )?INDEX (CONCURRENTLY )?(?:IF NOT EXISTS )?(\S+) ON (?:ONLY )?([^\s(]+)/i;
  const [found, concurrently, index, table] = form.exec(statement) ?? [];
  if (!found || made.has(table!)) return [];
  if (!concurrently || !isOutside) return ["makes an index under a lock: CONCURRENTLY, outside of transactions"];
  const isCleared = before.some((each) => new RegExp(`^DROP INDEX CONCURRENTLY IF EXISTS ${index}$`, "i").test(each));
  return isCleared
    ? []
    : [`would leave the invalid index of an attempt that failed: DROP INDEX CONCURRENTLY IF EXISTS ${index}`];
}

function ofRows(statement: string, made: ReadonlySet<string>): string[] {
  const form = /^(?:WITH .*\(\s?)?(?:UPDATE|DELETE FROM|TRUNCATE)(?: TABLE| ONLY)? (\S+)/i;
  const [, changed] = form.exec(statement) ?? [];
  if (changed && !made.has(changed)) return ["changes rows of a table in use, all in one transaction"];
  const [, read] = /^INSERT INTO .*\bSELECT\b.* FROM (\S+)/i.exec(statement) ?? [];
  return read && !made.has(read) ? ["copies rows that others change meanwhile"] : [];
}

/** The actions of an ALTER TABLE: what is between commas that are in no brackets. */
function actionsIn(rest: string): string[] {
  const found = [""];
  let depth = 0;
  for (const character of rest) {
    if (character === "(") depth += 1;
    if (character === ")") depth -= 1;
    if (character === "," && depth === 0) found.push("");
    else found[found.length - 1] += character;
  }
  return found.map((action) => action.trim());
}

/** In one line, its texts and the bodies of its functions left out: they are no SQL of its own. */
function withoutTexts(statement: string): string {
  return statement
    .replaceAll(/\$(\w*)\$[\s\S]*?\$\1\$|'(?:[^']|'')*'/g, "''")
    .replaceAll(/\s+/g, " ")
    .trim();
}
