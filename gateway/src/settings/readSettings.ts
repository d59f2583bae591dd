import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { ConfigurationError, type Environment } from "@angidi/subgraph";
import { parse } from "yaml";
import { type GivenSettings, type Settings, settingsSchema } from "./settings.ts";

/**
 * Reads a config file, in YAML or JSON. `${NAME}` in a text stands for the environment variable, `${NAME:-other}` gives
 * it a default; a setting that is nothing but an unset variable counts as left out. Paths are taken from the file's
 * folder. Throws ConfigurationError, which lists every mistake.
 */
export function readSettings(path: string, environment: Environment): Settings {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (cause) {
    throw new ConfigurationError(`${path} cannot be read: ${(cause as Error).message}`);
  }
  let given: unknown;
  try {
    given = parse(text) ?? {};
  } catch (cause) {
    throw new ConfigurationError(`${path} is neither YAML nor JSON: ${(cause as Error).message}`);
  }
  const settings = checkSettings(expanded(given, environment) as GivenSettings, path, environment);
  const from = (file: string | undefined) => (file ? resolve(dirname(path), file) : undefined);
  const { authentication } = settings;
  const issuers = authentication.issuers.map((each) => ({
    ...each,
    keys: { ...each.keys, file: from(each.keys.file) },
  }));
  return {
    ...settings,
    authentication: { ...authentication, issuers },
    supergraph: { ...settings.supergraph, file: from(settings.supergraph.file) },
    usage: { ...settings.usage, file: from(settings.usage.file) },
    documents: { ...settings.documents, manifest: from(settings.documents.manifest) },
  };
}

/** Fills in the defaults. Throws ConfigurationError, which lists every mistake by its path in the settings. */
export function checkSettings(
  given: GivenSettings,
  where = "The gateway's settings",
  { NODE_ENV, OTEL_EXPORTER_OTLP_ENDPOINT }: Environment = {},
): Settings {
  const result = settingsSchema.safeParse(given);
  if (result.success) {
    return {
      ...result.data,
      authorisation: authorisationIn(NODE_ENV, result.data),
      telemetry: telemetryIn(OTEL_EXPORTER_OTLP_ENDPOINT, result.data),
    };
  }
  const mistakes = result.error.issues.map((issue) => `  ${issue.path.join(".") || "settings"}: ${issue.message}`);
  throw new ConfigurationError(`${where} has mistakes:\n${mistakes.join("\n")}`);
}

/** Schemas are nobody's to ask for in production unless the settings say otherwise. */
function authorisationIn(mode: string | undefined, { authorisation }: Settings): Settings["authorisation"] {
  return {
    ...authorisation,
    introspection: authorisation.introspection ?? (mode === "production" ? "nobody" : "everyone"),
  };
}

/** Where all programs of a platform send their traces is told by one variable, unless the settings say otherwise. */
function telemetryIn(endpoint: string | undefined, { telemetry }: Settings): Settings["telemetry"] {
  return endpoint && !telemetry.otlpUrl ? { ...telemetry, otlpUrl: endpoint } : telemetry;
}

const reference = /\$\{([A-Za-z_]\w*)(?::-([^}]*))?\}/g;

/** The value with references to the environment replaced; undefined for a text that comes to nothing. */
function expanded(value: unknown, environment: Environment): unknown {
  if (typeof value === "string") {
    if (!value.includes("${")) return value;
    const text = value.replace(reference, (_, name: string, otherwise = "") => environment[name] || otherwise);
    return text === "" ? undefined : text;
  }
  if (Array.isArray(value))
    return value.map((item) => expanded(item, environment)).filter((item) => item !== undefined);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, each]) => {
      const replaced = expanded(each, environment);
      return replaced === undefined ? [] : [[key, replaced]];
    }),
  );
}
