import { madeAnew, type RecordedRun, type Template, templatesOf } from "./templates.ts";

/** A script for pgbench, how often it is taken compared to others, and the variables that it needs. */
export interface FloorScript {
  readonly text: string;
  readonly weight: number;
  readonly variables: Readonly<Record<string, string>>;
}

/**
 * Writes recorded runs as scripts that can be run any number of times: the same statements in the same order, with their
 * transactions and the same values, save that whatever a run made anew is made anew each time. `ambiguous` are the tables
 * of which several schemas have one of that name.
 *
 * Runs that write are one script, which takes the values of one of them by chance: with a script for each, a client
 * would come to each so rarely that it measured the planning of statements instead of statements that are planned. It
 * makes its values by one statement more, before the others and without a table, and that is part of the floor's time.
 */
export function floorScripts(runs: readonly RecordedRun[], ambiguous: readonly string[]): FloorScript[] {
  const groups = new Map<string, Template[]>();
  for (const [index, run] of runs.entries()) {
    const template = templatesOf(run);
    const shape = template.statements.map(({ text, values }) => [text, values.map((value) => value === null)]);
    const key = JSON.stringify([shape, template.words.length > 0 ? template.words.map(madeAnew) : index]);
    groups.set(key, [...(groups.get(key) ?? []), template]);
  }
  return [...groups.values()].map((group, index) => scriptOf(group, `s${index}`, ambiguous));
}

function scriptOf(group: readonly Template[], prefix: string, ambiguous: readonly string[]): FloorScript {
  const [first] = group as [Template, ...Template[]];
  const variables: Record<string, string> = {};
  const columns: string[] = [];
  const names = new Map<string, string>();

  /** The variable that holds a value, which each run of the group may have another of. */
  function variableFor(values: readonly string[]): string {
    const key = JSON.stringify(values);
    const known = names.get(key);
    if (known) return known;
    const name = `${prefix}_${names.size}`;
    names.set(key, name);

    const isSame = values.every((value) => value === values[0]);
    const within = first.words.flatMap((_, index) => (values[0]!.includes(placeholder(index)) ? [index] : []));
    if (isSame && within.length === 0) {
      variables[name] = values[0]!;
    } else if (isSame && values[0] === placeholder(within[0]!)) {
      columns.push(`w${within[0]} AS ${name}`);
    } else {
      variables[`${name}_t`] = isSame ? values[0]! : arrayOf(values);
      const given = isSame ? `:${name}_t` : `(:${name}_t::text[])[:${prefix}_choice]`;
      const made = within.reduce((inner, index) => `replace(${inner}, '${placeholder(index)}', w${index})`, given);
      columns.push(`${made} AS ${name}`);
    }
    return name;
  }

  const lines = first.statements.map(({ schema, text, values }, statement) =>
    qualified(text, schema, ambiguous)
      .replace(/--[^\n]*/g, "")
      .replace(/\$(\d+)/g, (_, number) => {
        const place = Number(number) - 1;
        if ((values[place] ?? null) === null) return "NULL";
        return `:${variableFor(group.map(({ statements }) => statements[statement]!.values[place]!))}`;
      }),
  );
  const words = ["1 AS one", ...first.words.map((word, index) => `${madeAnew(word)} AS w${index}`)];
  const making = [
    `\\set ${prefix}_choice random(1, ${group.length})`,
    `SELECT ${columns.join(", ")} FROM (SELECT ${words.join(", ")} OFFSET 0) AS made \\gset`,
  ];
  return {
    text: [...(columns.length > 0 ? making : []), ...lines.map((line) => `${line};`)].join("\n"),
    weight: group.length,
    variables,
  };
}

function placeholder(index: number): string {
  return `~${index}~`;
}

/** Names the schema where a table's name alone would not do. A name that the statement itself gives stays. */
function qualified(text: string, schema: string, ambiguous: readonly string[]): string {
  const given = (name: string) => new RegExp(`\\b${name}\\s+AS\\s+(NOT\\s+)?(MATERIALIZED\\s+)?\\(`, "i").test(text);
  const tables = ambiguous.filter((name) => !given(name));
  if (tables.length === 0) return text;
  const table = new RegExp(`\\b(FROM|JOIN|INTO|UPDATE|ONLY|USING)(\\s+)(${tables.join("|")})\\b(?!\\s*\\.)`, "gi");
  return text.replace(table, (_, keyword, space, name) => `${keyword}${space}${schema}.${name}`);
}

/** PostgreSQL's text form of an array. */
function arrayOf(values: readonly string[]): string {
  return `{${values.map((value) => `"${value.replace(/["\\]/g, "\\$&")}"`).join(",")}}`;
}
