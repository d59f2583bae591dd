import { ConfigurationError, createLogger, onStopSignal } from "@angidi/subgraph";
import type { Logger } from "pino";
import { readConfig } from "./config.ts";
import { startGateway } from "./startGateway.ts";

/** A stop that takes longer than this is no longer waited for. */
const longestStopMilliseconds = 30_000;

const log = createLogger("gateway", process.env);
try {
  const gateway = await startGateway(readConfig(process.env), log);
  log.info({ url: gateway.url }, "The gateway is listening");
  onStopSignal((signal) => void drain(signal, gateway.stop, log));
} catch (error) {
  process.stderr.write(`gateway: ${explain(error)}\n`);
  process.exitCode = 1;
}

async function drain(signal: NodeJS.Signals, stop: () => Promise<void>, log: Logger): Promise<void> {
  log.info({ signal }, "Draining");
  setTimeout(() => process.exit(1), longestStopMilliseconds).unref();
  await stop();
  process.exit(0);
}

/** One sentence for a mistake that an operator can mend; the stack for what is a fault of ours. */
function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code, port } = error as NodeJS.ErrnoException & { port?: number };
  if (code === "EADDRINUSE") return `port ${port} is in use by another program; choose another with PORT`;
  if (code === "EACCES") return `port ${port} may not be opened by this user; choose another with PORT`;
  return error instanceof ConfigurationError ? error.message : (error.stack ?? error.message);
}
