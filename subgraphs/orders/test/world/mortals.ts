import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { type ListeningServer, listen } from "@angidi/subgraph";
import { pino } from "pino";
import type { Asker, World } from "./world.ts";

/** How a process of its own ended. */
export interface Death {
  readonly signal: string | null;
  readonly output: string;
}

/** Processes of the orders subgraph on the world's store and among its neighbours, which they reach over HTTP. */
export interface Mortals {
  /** Has one carry out an operation, and die right after a step: "<saga>: <step>" or "<saga>: undo <step>". */
  die(after: string, query: string, variables: object, asker?: Asker): Promise<Death>;
  stop(): Promise<void>;
}

const script = fileURLToPath(new URL("./mortal.ts", import.meta.url));

export async function mortalsOf(world: World): Promise<Mortals> {
  const serve = (name: "carts" | "inventory" | "payments") =>
    listen(world[name].subgraph, { port: 0, host: "127.0.0.1", log: pino({ level: "silent" }) });
  const servers: Record<"carts" | "inventory" | "payments", ListeningServer> = {
    carts: await serve("carts"),
    inventory: await serve("inventory"),
    payments: await serve("payments"),
  };
  return {
    die(after, query, variables, asker = {}) {
      const child = spawn(process.execPath, [script], {
        env: {
          ...world.store.environment,
          CARTS_URL: servers.carts.url,
          INVENTORY_URL: servers.inventory.url,
          PAYMENTS_URL: servers.payments.url,
          DIE_AFTER: after,
          QUERY: query,
          VARIABLES: JSON.stringify(variables),
          ASKER: JSON.stringify(asker),
        },
      });
      let output = "";
      for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (output += text));
      return new Promise((resolve, reject) => {
        child.once("error", reject);
        child.once("exit", (_code, signal) => resolve({ signal, output }));
      });
    },
    async stop() {
      await Promise.all(Object.values(servers).map((server) => server.close()));
    },
  };
}
