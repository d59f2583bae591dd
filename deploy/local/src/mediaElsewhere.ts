import type { Environment, Route, RouteRequest, RouteResponse } from "@angidi/subgraph";
import { request } from "undici";

/** What catalog serves beside its graph. */
const paths = [
  ["GET", "/media/:name"],
  ["GET", "/media/:mediaId/:name"],
  ["PUT", "/media/uploads/originals/:mediaId"],
] as const;

const askedWith = ["content-type", "content-length", "range", "if-range", "if-none-match"];
const answeredWith = [
  "content-type",
  "content-length",
  "content-range",
  "accept-ranges",
  "etag",
  "cache-control",
  "location",
  "content-security-policy",
  "x-content-type-options",
  "cross-origin-resource-policy",
  "retry-after",
];

/**
 * The routes of media where catalog has a process of its own: clients reach the gateway alone, and documents name media
 * by paths on its host. Where files are in a bucket, or a delivery network is in front, little comes this way.
 */
export function mediaElsewhere({ CATALOG_URL }: Environment): readonly Route[] {
  if (!CATALOG_URL) return [];
  return paths.map(([method, path]) => ({
    method,
    path,
    streamsBody: method === "PUT",
    handle: (given) => passOn(method, addressOf(CATALOG_URL, path, given), given),
  }));
}

function addressOf(origin: string, path: string, { params, query }: RouteRequest): URL {
  const url = new URL(
    path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? "")),
    origin,
  );
  url.search = new URLSearchParams(query).toString();
  return url;
}

async function passOn(method: "GET" | "PUT", url: URL, { headers, stream }: RouteRequest): Promise<RouteResponse> {
  try {
    const answer = await request(url, {
      method,
      headers: picked(headers, askedWith),
      body: stream ?? null,
      headersTimeout: 60_000,
      bodyTimeout: 30_000,
    });
    return { status: answer.statusCode, headers: picked(answer.headers, answeredWith), body: answer.body };
  } catch {
    const plain = { "content-type": "text/plain; charset=utf-8" };
    return { status: 502, headers: plain, body: "The catalogue cannot be reached" };
  }
}

function picked(headers: RouteRequest["headers"], names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => (typeof headers[name] === "string" ? [[name, headers[name]]] : [])),
  );
}
