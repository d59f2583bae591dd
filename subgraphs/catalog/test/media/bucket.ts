import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";

export interface StoredObject {
  readonly content: Buffer;
  readonly contentType: string;
}

/** A request as a provider's server gets it. */
export interface BucketRequest {
  readonly method: string;
  readonly url: URL;
  /** As it was sent, still encoded: that is what is signed. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export interface BucketAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** An HTTP server with objects in memory that answers as a provider's does. */
export async function bucketServer(
  answer: (request: BucketRequest, objects: Map<string, StoredObject>) => BucketAnswer,
): Promise<{ readonly url: string; readonly objects: Map<string, StoredObject>; close(): Promise<void> }> {
  const objects = new Map<string, StoredObject>();
  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await buffer(request);
    const url = new URL(request.url!, `http://${request.headers.host}`);
    const headers = request.headers as Record<string, string>;
    const path = request.url!.split("?")[0]!;
    const given = answer({ method: request.method!, url, path, headers, body }, objects);
    response.writeHead(given.status, given.headers).end(given.body);
  };
  const server = createServer((request, response) => {
    handle(request, response).catch((error) => response.writeHead(500).end(String(error)));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    objects,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
