/**
 * Serves the storefront, built or – with `--dev` – as it is written, with hot reload. Says `{ ready: true }` to the program
 * that started it, and ends with it.
 */
import { createServer, type RequestListener } from "node:http";
import next from "next";
import { z } from "zod";

const { STOREFRONT_PORT: port, STOREFRONT_HOST: hostname } = z
  .object({ STOREFRONT_PORT: z.coerce.number().int(), STOREFRONT_HOST: z.string().default("127.0.0.1") })
  .parse(process.env);

/** How long requests that are under way may take when it is told to end, in milliseconds; streams are cut. */
const longestDrain = 3_000;

const server = createServer();
const storefront = next({
  dev: process.argv.includes("--dev"),
  dir: import.meta.dirname,
  hostname,
  port,
  httpServer: server,
});
await storefront.prepare();
const handle = storefront.getRequestHandler() as RequestListener;
server.on("request", handle);
server.listen({ port, host: hostname }, () => process.send?.({ ready: true }));
server.on("error", ({ message }) => {
  process.stderr.write(`${message}\n`);
  process.exit(1);
});

let isEnding = false;
async function end(): Promise<void> {
  if (isEnding) return;
  isEnding = true;
  setTimeout(() => process.exit(0), longestDrain).unref();
  server.close();
  server.closeIdleConnections();
  await storefront.close();
  process.exit(0);
}
process.on("SIGTERM", end);
// Ctrl-C reaches every program of the terminal; the one that started this decides when it is this one's turn.
process.on("SIGINT", () => {
  if (!process.send) void end();
});
process.on("disconnect", end);
