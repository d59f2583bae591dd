/** A plain HTTP route of a subgraph, served by whoever runs it: the subgraph's own server, or the gateway's locally. */
export interface Route {
  readonly method: "GET" | "POST";
  /** A path with `:name` parameters. */
  readonly path: string;
  handle(request: RouteRequest): Promise<RouteResponse>;
}

export interface RouteRequest {
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Who is at the other end of the connection; unset for a call within the process. */
  readonly remoteAddress?: string;
  /** The body as it came, byte by byte: webhooks are signed over it. */
  readonly body: Buffer;
}

export interface RouteResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}
