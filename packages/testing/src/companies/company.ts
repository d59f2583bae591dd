import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface CompanyRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

export interface CompanyAnswer {
  readonly status: number;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The time as the company has it; a test moves it. */
export type Clock = () => Date;

/** What goes wrong between us and a company. */
export type Fault =
  /** It answers this, having done nothing. */
  | { readonly kind: "status"; readonly status: number; readonly headers?: Record<string, string> }
  /** It does what it was asked, and the connection breaks before the answer. */
  | { readonly kind: "answer-lost" }
  /** The connection breaks before anything was done. */
  | { readonly kind: "cut" }
  /** It never answers. */
  | { readonly kind: "silent" };

/** An HTTP server in the place of another company's, whose books are kept by `answer`. */
export interface Company {
  readonly url: string;
  readonly requests: readonly CompanyRequest[];
  /** The next calls (not those for a token) go wrong. */
  fail(fault: Fault, times?: number): void;
  /** What has not gone wrong yet does not any more. */
  heal(): void;
  close(): Promise<void>;
}

export async function startCompany(answer: (request: CompanyRequest) => CompanyAnswer): Promise<Company> {
  const requests: CompanyRequest[] = [];
  const faults: Fault[] = [];

  async function serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const url = new URL(incoming.url!, "http://company");
    const request: CompanyRequest = {
      method: incoming.method!,
      path: url.pathname,
      query: url.searchParams,
      headers: incoming.headers as Record<string, string>,
      body: Buffer.concat(chunks).toString("utf8"),
    };
    requests.push(request);
    const fault = url.pathname.includes("/oauth2/") ? undefined : faults.shift();
    if (fault?.kind === "silent") return;
    if (fault?.kind === "cut") return void incoming.socket.destroy();
    if (fault?.kind === "status") return void outgoing.writeHead(fault.status, fault.headers).end("{}");
    const { status, body, headers } = answer(request);
    if (fault?.kind === "answer-lost") return void incoming.socket.destroy();
    outgoing.writeHead(status, { "content-type": "application/json", ...headers }).end(body);
  }

  const server = createServer((incoming, outgoing) => {
    serve(incoming, outgoing).catch((error) => outgoing.writeHead(599).end(String(error)));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    fail(fault, times = 1) {
      for (let count = 0; count < times; count++) faults.push(fault);
    },
    heal() {
      faults.length = 0;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
