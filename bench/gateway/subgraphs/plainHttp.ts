import { createServer, type Server, type Socket } from "node:net";

const headEnd = Buffer.from("\r\n\r\n");

/** A whole HTTP response with a text of JSON. */
export function plainResponse(json: string): Buffer {
  const body = Buffer.from(json);
  const head = `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), body]);
}

/**
 * As much of HTTP/1.1 as clients of subgraphs use: requests with a content-length on connections that are kept, each
 * answered with the whole response that `answer` gives for its body. Node's own server takes several times the CPU, which
 * on a small machine the gateways would be short of. A request of another form ends the connection.
 */
export function plainServer(answer: (body: string) => Buffer | Promise<Buffer>): Server {
  return createServer({ noDelay: true }, (socket) => {
    let unread: Buffer = Buffer.alloc(0);
    socket.on("data", (chunk) => {
      unread = unread.length === 0 ? chunk : Buffer.concat([unread, chunk]);
      for (let request = take(unread); request; request = take(unread)) {
        unread = request.rest;
        respond(socket, answer(request.body));
      }
    });
    socket.on("error", () => socket.destroy());
  });
}

function respond(socket: Socket, response: Buffer | Promise<Buffer>): void {
  if (response instanceof Promise)
    response.then(
      (made) => socket.write(made),
      (error) => socket.destroy(error),
    );
  else socket.write(response);
}

/** The first request that has come in whole. */
function take(unread: Buffer): { readonly body: string; readonly rest: Buffer } | undefined {
  const end = unread.indexOf(headEnd);
  if (end < 0) return undefined;
  const head = unread.toString("latin1", 0, end);
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
  if (length === undefined) throw new Error(`A request without a content-length:\n${head}`);
  const from = end + headEnd.length;
  const to = from + Number(length);
  if (unread.length < to) return undefined;
  return { body: unread.toString("utf8", from, to), rest: unread.subarray(to) };
}
