import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { ConfigurationError, createLogger, type Environment, onStopSignal } from "@angidi/subgraph";
import type { Logger } from "pino";
import type { GatewayParts } from "./gateway.ts";
import { checkSettings, readSettings } from "./settings/readSettings.ts";
import type { Settings } from "./settings/settings.ts";
import { type OwnParts, startGateway } from "./startGateway.ts";

/** A stop that takes longer than this is no longer waited for. */
const longestStopMilliseconds = 30_000;

const usage = `Serves a composed supergraph.

  npm run gateway -- --supergraph FILE [--config FILE] [--port NUMBER] [--host ADDRESS]

  --supergraph  the supergraph's SDL, a file; watched
  --config      settings, in YAML or JSON (docs/guides/gateway-settings.md)
  --port        where to listen; 4000 unless said here or in the settings
  --host        127.0.0.1 unless said here or in the settings
`;

/** The program: reads arguments and settings, runs a gateway until it is asked to stop, and says in a sentence what fails. */
export async function runGateway(
  given: readonly string[],
  environment: Environment,
  {
    config,
    own = () => ({}),
  }: {
    /** The config file in place of one that is not named. */
    readonly config?: string;
    /** What belongs to that config file and cannot be written there. */
    readonly own?: (settings: Settings, transports: GatewayParts["transports"]) => OwnParts;
  } = {},
): Promise<void> {
  const log = createLogger("gateway", environment);
  try {
    const named = argumentsOf(given);
    if (named.help) return void process.stdout.write(usage);
    // A supergraph of its own is served by settings of its own.
    const isOther = named.config !== undefined || named.supergraph !== undefined;
    const settings = settingsOf(named, environment, isOther ? named.config : config);
    const gateway = await startGateway(settings, log, (transports) => (isOther ? {} : own(settings, transports)));
    process.stdout.write(`The graph is served at ${gateway.url}\n`);
    onStopSignal((signal) => void drain(signal, gateway.stop, log));
  } catch (error) {
    process.stderr.write(`gateway: ${explain(error)}\n`);
    process.exitCode = 1;
  }
}

/** The settings of the config file, with what the arguments say in their place. Throws ConfigurationError. */
function settingsOf(named: ReturnType<typeof argumentsOf>, environment: Environment, path?: string): Settings {
  const settings = path ? readSettings(resolve(path), environment) : checkSettings({}, undefined, environment);
  const listen = { ...settings.listen, ...(named.host ? { host: named.host } : {}) };
  if (named.port !== undefined) listen.port = portOf(named.port);
  const supergraph = named.supergraph
    ? { ...settings.supergraph, file: resolve(named.supergraph) }
    : settings.supergraph;
  return { ...settings, listen, supergraph };
}

function argumentsOf(given: readonly string[]) {
  try {
    return parseArgs({
      args: [...given],
      options: {
        supergraph: { type: "string" },
        config: { type: "string" },
        port: { type: "string" },
        host: { type: "string" },
        help: { type: "boolean", short: "h" },
      },
    }).values;
  } catch (error) {
    throw new ConfigurationError(`${(error as Error).message}\n\n${usage}`);
  }
}

function portOf(text: string): number {
  const port = Number(text);
  if (text !== "" && Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new ConfigurationError(`--port: ${text} is no port`);
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
  if (code === "EADDRINUSE") return `port ${port} is in use by another program; choose another with PORT or --port`;
  if (code === "EACCES") return `port ${port} may not be opened by this user; choose another with PORT or --port`;
  return error instanceof ConfigurationError ? error.message : (error.stack ?? error.message);
}
