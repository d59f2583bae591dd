import { subscribe } from "node:diagnostics_channel";
import type { Statement } from "@angidi/datastores";
import { expose } from "./exposition.ts";
import { counter } from "./metrics.ts";
import { statementChannel } from "./statements.ts";

/** From where metrics may be read. */
export const metricsReaders = ["loopback", "anywhere"] as const;
export type MetricsReaders = (typeof metricsReaders)[number];

/** Who asks for what is meant for operators. */
interface Reader {
  readonly remoteAddress?: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** A route as packages/subgraph and the gateway serve it. */
export interface MetricsRoute {
  readonly method: "GET";
  readonly path: "/metrics";
  handle(reader: Reader): Promise<MetricsAnswer>;
}

interface MetricsAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const statements = counter({
  name: "angidi_sql_statements_total",
  help: "Statements sent to PostgreSQL, by schema and whether a request or a worker sent them",
  labels: ["schema", "by"],
});

let counting = false;

/**
 * `GET /metrics`: the metrics of this process for Prometheus, whoever of it serves them. From "loopback" alone, others are
 * told that there is nothing: for a server that strangers can reach.
 */
export function metricsRoute({ from }: { readonly from: MetricsReaders }): MetricsRoute {
  if (!counting) {
    counting = true;
    subscribe(statementChannel, (message) => {
      const { schema, worker } = message as Statement;
      statements.add({ schema, by: worker ? "worker" : "request" });
    });
  }
  return {
    method: "GET",
    path: "/metrics",
    async handle(reader): Promise<MetricsAnswer> {
      if (!isForReader(reader, from)) return { status: 404, headers: {}, body: "" };
      const { contentType, body } = await expose();
      return { status: 200, headers: { "content-type": contentType }, body };
    },
  };
}

/** Whether a reader may see what is meant for operators. */
export function isForReader(reader: Reader, from: MetricsReaders): boolean {
  return from === "anywhere" || isLocal(reader);
}

/** Whether a reader is on this machine itself, and no proxy on it that passes on what a stranger asks. */
function isLocal({ remoteAddress = "", headers }: Reader): boolean {
  if (headers["x-forwarded-for"] !== undefined || headers.forwarded !== undefined) return false;
  return remoteAddress === "::1" || /^(::ffff:)?127\./.test(remoteAddress);
}
