import type { Route, RouteRequest, RouteResponse } from "@angidi/subgraph";
import { request } from "undici";

/** A route of a subgraph that has a process of its own. */
export interface Elsewhere extends Pick<Route, "method" | "path"> {
  readonly to: string;
  /** The headers that go there, and those that come back. */
  readonly askedWith: readonly string[];
  readonly answeredWith: readonly string[];
}

/** Has a request answered where the route is served, byte by byte. */
export async function passOn({ to, method, path, ...headers }: Elsewhere, given: RouteRequest): Promise<RouteResponse> {
  try {
    const answer = await request(addressOf(to, path, given), {
      method,
      headers: picked(given.headers, headers.askedWith),
      body: given.stream ?? (given.body.length > 0 ? given.body : null),
      headersTimeout: 60_000,
      bodyTimeout: 30_000,
    });
    return { status: answer.statusCode, headers: picked(answer.headers, headers.answeredWith), body: answer.body };
  } catch {
    return { status: 502, headers: { "content-type": "text/plain; charset=utf-8" }, body: "It cannot be reached" };
  }
}

function addressOf(origin: string, path: string, { params, query }: RouteRequest): URL {
  const url = new URL(
    path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? "")),
    origin,
  );
  url.search = new URLSearchParams(query).toString();
  return url;
}

function picked(headers: RouteRequest["headers"], names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => (typeof headers[name] === "string" ? [[name, headers[name]]] : [])),
  );
}
