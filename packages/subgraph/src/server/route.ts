import type { Readable } from "node:stream";

/** A plain HTTP route of a subgraph, served by whoever runs it: the subgraph's own server, or the gateway's locally. */
export interface Route {
  readonly method: "GET" | "POST" | "PUT";
  /** A path with `:name` parameters. */
  readonly path: string;
  /**
   * Whether the body is handed over while it arrives, as `stream`, in place of being read beforehand. The server's limit
   * for bodies does not hold for it: how much is taken, and for how long, is then the route's to say.
   */
  readonly streamsBody?: boolean;
  handle(request: RouteRequest): Promise<RouteResponse>;
}

export interface RouteRequest {
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Who is at the other end of the connection; unset for a call within the process. */
  readonly remoteAddress?: string;
  /** The body as it came, byte by byte: webhooks are signed over it. Empty for a route that streams it. */
  readonly body: Buffer;
  /** The body as it arrives, of a route that streams it. */
  readonly stream?: Readable;
}

export interface RouteResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string | Buffer | Readable;
}
