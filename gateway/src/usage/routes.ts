import type { Route, RouteResponse } from "@angidi/subgraph";
import { isForReader, type MetricsReaders } from "@angidi/telemetry";
import { type GraphQLSchema, isEnumType, isInputObjectType, isInterfaceType, isObjectType } from "graphql";
import type { ProgramUse } from "./counts.ts";

interface Use {
  readonly client: string;
  readonly version: string;
  readonly count: number;
  readonly lastSeen: string;
}

/**
 * `GET /usage?field=Product.title`: who uses that part of the schema, any coordinate of it. `GET /usage/deprecated`: the
 * deprecated parts that are still used, with the reason and the date in it, and by whom.
 */
export function usageRoutes(
  read: () => Promise<readonly ProgramUse[]>,
  { from, schema }: { readonly from: MetricsReaders; readonly schema: () => GraphQLSchema },
): readonly Route[] {
  const route = (
    path: Route["path"],
    answer: (query: Readonly<Record<string, string>>) => Promise<RouteResponse>,
  ): Route => ({
    method: "GET",
    path,
    handle: async (request) => (isForReader(request, from) ? answer(request.query) : { status: 404, body: "" }),
  });
  return [
    route("/usage", async ({ field }) => {
      if (!field) return json(400, { error: "Say of which part: /usage?field=Product.title" });
      return json(200, { field, uses: usesOf(field, await read()) });
    }),
    route("/usage/deprecated", async () => {
      const uses = await read();
      const deprecated = deprecatedParts(schema()).map((part) => ({ ...part, uses: usesOf(part.field, uses) }));
      return json(200, { deprecated: deprecated.filter((part) => part.uses.length > 0) });
    }),
  ];
}

function json(status: number, body: object): RouteResponse {
  return { status, headers: { "content-type": "application/json; charset=utf-8" }, body: JSON.stringify(body) };
}

/** Of each program one entry; who uses it most comes first. */
function usesOf(field: string, all: readonly ProgramUse[]): readonly Use[] {
  const uses = new Map<string, Use>();
  for (const { day, client, version, counts } of all) {
    if (!Object.hasOwn(counts, field)) continue;
    const key = `${client}\n${version}`;
    const { count = 0, lastSeen = day } = uses.get(key) ?? {};
    uses.set(key, {
      client,
      version,
      count: count + counts[field]!,
      lastSeen: [day, lastSeen].sort()[1]!,
    });
  }
  return [...uses.values()].sort((one, another) => another.count - one.count);
}

interface DeprecatedPart {
  readonly field: string;
  readonly reason: string;
  /** When it goes, where the reason says so. */
  readonly date?: string;
}

function deprecatedParts(schema: GraphQLSchema): readonly DeprecatedPart[] {
  const found: DeprecatedPart[] = [];
  const look = (field: string, reason: string | null | undefined) => {
    if (typeof reason !== "string") return;
    const date = /\b\d{4}-\d{2}-\d{2}\b/.exec(reason)?.[0];
    found.push({ field, reason, ...(date ? { date } : {}) });
  };
  for (const type of Object.values(schema.getTypeMap())) {
    if (isEnumType(type))
      for (const each of type.getValues()) look(`${type.name}.${each.name}`, each.deprecationReason);
    if (!isObjectType(type) && !isInterfaceType(type) && !isInputObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      look(`${type.name}.${field.name}`, field.deprecationReason);
      if (!("args" in field)) continue;
      for (const each of field.args) look(`${type.name}.${field.name}(${each.name}:)`, each.deprecationReason);
    }
  }
  return found;
}
