import { readFileSync } from "node:fs";
import { CriticalityLevel, diff } from "@graphql-inspector/core";
import { type GraphQLSchema, isInterfaceType, isObjectType } from "graphql";

/** A line of a gateway's record of usage. */
interface ProgramUse {
  readonly day: string;
  readonly client: string;
  readonly version: string;
  readonly counts: Readonly<Record<string, number>>;
}

/** Who has not used something for so long does not miss it. */
const recentDays = 30;
const dayMilliseconds = 24 * 60 * 60 * 1_000;

/** Which client programs have lately used what breaks them between two public schemas, also where that is declared. */
export async function hurtClients(
  before: GraphQLSchema,
  now: GraphQLSchema,
  files: readonly string[],
  today = new Date(),
): Promise<string[]> {
  const uses = files.flatMap(readUses);
  const since = new Date(today.getTime() - recentDays * dayMilliseconds).toISOString().slice(0, 10);
  const recent = uses.filter(({ day }) => day >= since);
  const changes = (await diff(before, now)).filter(
    ({ criticality }) => criticality.level === CriticalityLevel.Breaking,
  );
  return changes.flatMap(({ path, message }) => {
    const clients = clientsOf(coordinateOf(before, path ?? ""), recent);
    return clients.length > 0
      ? [`${message}. In the last ${recentDays} days it was used by ${clients.join(", ")}`]
      : [];
  });
}

/** The gateway's word for what the comparison calls `Query.product.id`: `Query.product(id:)`. */
function coordinateOf(schema: GraphQLSchema, path: string): string {
  const [type = "", field, argument] = path.split(".");
  const known = schema.getType(type);
  const hasArguments = isObjectType(known) || isInterfaceType(known);
  return argument && hasArguments ? `${type}.${field}(${argument}:)` : path;
}

function clientsOf(coordinate: string, uses: readonly ProgramUse[]): string[] {
  const counts = new Map<string, number>();
  for (const { client, version, counts: used } of uses) {
    const count = used[coordinate] ?? 0;
    const name = version ? `${client} ${version}` : client;
    if (count > 0) counts.set(name, (counts.get(name) ?? 0) + count);
  }
  return [...counts].map(([name, count]) => `${name} (${count} times)`);
}

function readUses(file: string): ProgramUse[] {
  return readFileSync(file, "utf8")
    .split("\n")
    .flatMap((line) => {
      try {
        return [JSON.parse(line) as ProgramUse];
      } catch {
        return []; // the last line of a gateway that was killed
      }
    });
}
