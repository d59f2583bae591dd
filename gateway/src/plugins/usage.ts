import type { Route } from "@angidi/subgraph";
import type { MetricsReaders } from "@angidi/telemetry";
import type { GraphQLSchema } from "graphql";
import type { Logger } from "pino";
import type { Plugin } from "../pipeline/plugin.ts";
import type { UsageSettings } from "../settings/usage.ts";
import { type ProgramUse, partsOf, UsageCounts } from "../usage/counts.ts";
import { usageRoutes } from "../usage/routes.ts";
import { dayOf, usageInFile, usageInMemory } from "../usage/stores.ts";

/** Records who uses what, and tells it by routes of its own. */
export interface Usage extends Plugin {
  readonly routes: readonly Route[];
}

const everyMilliseconds = 60_000;

/**
 * Records which client programs use which parts of the schema, so that the owner of a part knows whom its removal would
 * hurt. Whatever is valid counts, also what is refused afterwards: its sender means to use it. Nothing is recorded of
 * who runs the program. Rejects when the file cannot be read.
 */
export async function usage(
  { file, programs }: UsageSettings,
  ports: { readonly readers: MetricsReaders; readonly schema: () => GraphQLSchema; readonly log: Logger },
): Promise<Usage> {
  const counts = new UsageCounts(programs);
  const store = file ? await usageInFile(file) : usageInMemory();
  let unsaved: readonly ProgramUse[] = [];
  let saving = Promise.resolve();

  function save(): Promise<void> {
    saving = saving.then(async () => {
      const uses = [...unsaved, ...counts.take(dayOf(new Date()))];
      try {
        await store.add(uses);
        unsaved = [];
      } catch (error) {
        unsaved = uses.slice(-programs);
        ports.log.error({ err: error }, "The record of usage cannot be written; what is counted is kept in memory");
      }
    });
    return saving;
  }

  async function read(): Promise<readonly ProgramUse[]> {
    await save();
    return [...(await store.read()), ...unsaved];
  }

  const timer = setInterval(() => void save(), everyMilliseconds).unref();
  return {
    name: "usage",
    routes: usageRoutes(read, { from: ports.readers, schema: ports.schema }),
    onOperation({ operation, program, parameters: { variables } }) {
      counts.count(operation, program);
      if (!variables || operation.node.variableDefinitions?.length === 0) return;
      partsOf(operation).inVariables?.(variables, (coordinate) => counts.countPart(coordinate, program));
    },
    async stop() {
      clearInterval(timer);
      await save();
    },
  };
}
