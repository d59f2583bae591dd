import { z } from "zod";
import { settingsSchema } from "./settings.ts";

/** A part of a JSON Schema, as far as it is read here. */
interface Part {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Part>>;
  readonly items?: Part;
  readonly additionalProperties?: Part | boolean;
  readonly anyOf?: readonly Part[];
}

interface Setting {
  readonly path: string;
  readonly type: string;
  readonly default: string;
  readonly description: string;
}

/** Every setting of the config file as a page of Markdown, a section for each concern: made of the schema, so it is true. */
export function settingsReference(): string {
  const schema = z.toJSONSchema(settingsSchema, { io: "input", unrepresentable: "any" }) as Part;
  const defaults = settingsSchema.parse({}) as Readonly<Record<string, unknown>>;
  const sections = Object.entries(schema.properties ?? {}).map(([name, part]) => {
    const rows = settingsIn(name, part, defaults[name]).map(
      (setting) => `| \`${setting.path}\` | ${setting.type} | ${setting.default} | ${setting.description} |`,
    );
    const about = part.description ? `${sentence(part.description)}\n\n` : "";
    return `## ${name}\n\n${about}| setting | type | default | |\n| --- | --- | --- | --- |\n${rows.join("\n")}\n`;
  });
  return `${preface}\n${sections.join("\n")}`;
}

const preface = `# The gateway's settings

What a config file may hold (\`npm run gateway -- --supergraph FILE --config FILE\`), in YAML or JSON. \`\${NAME}\` stands for an
environment variable, \`\${NAME:-other}\` gives it a default; a setting that comes to nothing counts as left out. Files are
named from the config file's folder. Mistakes are told all together at the start, each by its path.

This page is made of the schema in \`gateway/src/settings\` by \`node gateway/writeSettingsReference.ts\`.
`;

function settingsIn(path: string, part: Part, fallback: unknown): Setting[] {
  if (part.anyOf?.some((each) => each.properties ?? each.anyOf)) {
    return unique(part.anyOf.flatMap((each) => settingsIn(path, each, undefined)));
  }
  if (part.properties) {
    const own = isObject(fallback) ? fallback : {};
    return Object.entries(part.properties).flatMap(([key, each]) => settingsIn(`${path}.${key}`, each, own[key]));
  }
  if (isComposite(part.items)) return settingsIn(`${path}[]`, part.items, undefined);
  if (isPart(part.additionalProperties) && isComposite(part.additionalProperties)) {
    return settingsIn(`${path}.<name>`, part.additionalProperties, undefined);
  }
  const given = part.default ?? fallback;
  return [
    {
      path,
      type: typeOf(part),
      default: given === undefined || isObject(given) ? "" : `\`${JSON.stringify(given)}\``,
      description: escaped(part.description ?? ""),
    },
  ];
}

function typeOf(part: Part): string {
  if (part.const !== undefined) return `\`${part.const}\``;
  if (part.enum) return part.enum.map((each) => `\`${each}\``).join(", ");
  if (part.anyOf) return [...new Set(part.anyOf.map(typeOf))].join(" or ");
  if (part.items) return `list of ${typeOf(part.items)}`;
  if (isPart(part.additionalProperties)) return `${typeOf(part.additionalProperties)} by name`;
  // Texts are taken for numbers and switches too, since that is what the environment has.
  const types = typeof part.type === "string" ? [part.type] : (part.type ?? ["any"]);
  return types.includes("boolean") ? "on or off" : types.join(" or ");
}

function isComposite(part: Part | undefined): part is Part {
  return part !== undefined && (part.properties !== undefined || (part.anyOf?.some(isComposite) ?? false));
}

function isPart(value: Part | boolean | undefined): value is Part {
  return typeof value === "object" && Object.keys(value).length > 0;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function unique(settings: readonly Setting[]): Setting[] {
  return [...new Map(settings.map((setting) => [setting.path, setting])).values()];
}

function escaped(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("\n", " ");
}

function sentence(text: string): string {
  return `${text[0]!.toUpperCase()}${text.slice(1)}${/[.:]$/.test(text) ? "" : "."}`;
}
