import { BoundedCache } from "../boundedCache.ts";

/** What clients can be answered in. */
export type Format = "json" | "graphql-response" | "event-stream" | "multipart";

export const contentTypes: Readonly<Record<Format, string>> = {
  json: "application/json; charset=utf-8",
  "graphql-response": "application/graphql-response+json; charset=utf-8",
  "event-stream": "text/event-stream; charset=utf-8",
  multipart: 'multipart/mixed; boundary="-"',
};

/** What an `accept` header allows, the preferred first. */
export interface Accepted {
  /** For a single result; undefined when none that we speak is accepted. */
  readonly single: "json" | "graphql-response" | undefined;
  /** For results that follow each other. */
  readonly stream: "event-stream" | "multipart" | undefined;
  /** Whether parts of a result with `@defer` may be sent, in multipart. */
  readonly increments: boolean;
  /** Whether the client names one of our media types, which no page of another origin does by accident. */
  readonly isNamed: boolean;
}

const known = new BoundedCache<Accepted>(200);

/** Reads an `accept` header by the rules of HTTP (RFC 9110, 12.5.1); without one, JSON is what is expected. */
export function acceptedBy(header: string | undefined): Accepted {
  return known.getOrMake(header ?? "", read);

  function read(): Accepted {
    if (header === undefined || header.trim() === "") {
      return { single: "json", stream: undefined, increments: false, isNamed: false };
    }
    const ranges = header.split(",").map(toRange);
    const qualityOf = (type: string) => {
      const [main] = type.split("/");
      const matching = [type, `${main}/*`, "*/*"].map((each) => ranges.find((range) => range.type === each));
      return matching.find((range) => range !== undefined)?.quality ?? 0;
    };
    const named = (type: string) => ranges.some((range) => range.type === type && range.quality > 0);

    const json = qualityOf("application/json");
    // A wildcard stands for what every client can read: the newer media type must be asked for by name.
    const graphqlResponse = named("application/graphql-response+json")
      ? qualityOf("application/graphql-response+json")
      : 0;
    const isJson = json > graphqlResponse || (json === graphqlResponse && firstOf(ranges) === "application/json");
    const single = json === 0 && graphqlResponse === 0 ? undefined : isJson ? "json" : "graphql-response";

    const eventStream = named("text/event-stream") ? qualityOf("text/event-stream") : 0;
    const multipart = ranges.some(
      (range) => range.type === "multipart/mixed" && range.parameters.has("subscriptionspec"),
    )
      ? qualityOf("multipart/mixed")
      : 0;
    return {
      single,
      stream: eventStream === 0 && multipart === 0 ? undefined : multipart > eventStream ? "multipart" : "event-stream",
      increments: ranges.some((range) => range.type === "multipart/mixed" && range.parameters.has("deferspec")),
      isNamed: ["application/json", "application/graphql-response+json", "text/event-stream", "multipart/mixed"].some(
        named,
      ),
    };
  }
}

interface Range {
  readonly type: string;
  readonly quality: number;
  readonly parameters: ReadonlyMap<string, string>;
}

function toRange(text: string): Range {
  const [type = "", ...rest] = text.split(";").map((part) => part.trim());
  const parameters = new Map(
    rest.map((parameter) => {
      const [name = "", value = ""] = parameter.split("=");
      return [name.trim().toLowerCase(), value.trim().replaceAll('"', "")] as const;
    }),
  );
  const quality = Number(parameters.get("q") ?? 1);
  return { type: type.toLowerCase(), quality: Number.isFinite(quality) ? quality : 0, parameters };
}

function firstOf(ranges: readonly Range[]): string | undefined {
  return ranges.find(({ type }) => type === "application/json" || type === "application/graphql-response+json")?.type;
}
