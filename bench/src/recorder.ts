/**
 * Loaded into the platform's process ahead of it (node --import): writes down, while asked to, the statements that the
 * platform sends for requests. It is asked through a socket, whose path is the query of this module's URL: "start",
 * and then "stop", which is answered with a line of JSON. While nobody asks it costs nothing, since a channel that
 * nobody hears is not published on.
 */
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { createServer } from "node:net";
import { createInterface } from "node:readline";
import { STATEMENT_IN_FULL_CHANNEL, type StatementInFull } from "@angidi/datastores";
import { prepareValue } from "pg/lib/utils.js";
import type { RecordedStatement } from "./recording.ts";

const path = decodeURIComponent(new URL(import.meta.url).search.slice(1));
let recorded: RecordedStatement[] = [];

function note(message: unknown): void {
  const { label, schema, worker, text, values } = message as StatementInFull;
  if (!worker) recorded.push({ label, schema, text, values: values.map(written) });
}

/** A value in the text form in which it goes to the database. */
export function written(value: unknown): string | null {
  const prepared: unknown = prepareValue(value);
  if (prepared === null || prepared === undefined) return null;
  return Buffer.isBuffer(prepared) ? `\\x${prepared.toString("hex")}` : String(prepared);
}

if (path) {
  const server = createServer((socket) => {
    socket.on("error", () => {});
    createInterface({ input: socket }).on("line", (line) => {
      if (line === "start") {
        recorded = [];
        subscribe(STATEMENT_IN_FULL_CHANNEL, note);
        socket.write("{}\n");
      } else {
        unsubscribe(STATEMENT_IN_FULL_CHANNEL, note);
        socket.write(`${JSON.stringify(recorded)}\n`);
      }
    });
    socket.unref();
  });
  server.on("error", () => {}); // the platform's own children are started with the same options
  server.listen(path).unref();
}
