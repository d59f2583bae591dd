import { type SubgraphRequest, whenEnded } from "@angidi/subgraph";
import type { Dispatcher } from "undici";

export interface Answer {
  readonly status: number;
  readonly text: string;
}

export interface Post {
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: string;
  /** Says when to give up. */
  readonly request: Pick<SubgraphRequest, "signal" | "whenEnded">;
  /** The longest body that is read. */
  readonly maxBytes: number;
}

/**
 * Posts a text and gives what is answered as text. Rejects when no whole answer came, and when it is too long. By
 * undici's own dispatch, since a stream for each answer costs more than the rest of the call.
 */
export function post(dispatcher: Dispatcher, { path, headers, body, request, maxBytes }: Post): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let status = 0;
    let length = 0;
    let controller: Dispatcher.DispatchController | undefined;
    let ended: Error | undefined;

    const forget = whenEnded(request, (reason) => {
      ended = reason instanceof Error ? reason : new Error(String(reason));
      // A call that waits for a free connection has no controller yet; it is ended when its turn comes.
      controller?.abort(ended);
      reject(ended);
    });
    const fail = (reason: Error) => {
      forget();
      reject(reason);
    };
    const handler: Dispatcher.DispatchHandler = {
      onRequestStart(started) {
        controller = started;
        if (ended) started.abort(ended);
      },
      onResponseStart(_controller, statusCode) {
        status = statusCode;
      },
      onResponseData(receiving, chunk) {
        length += chunk.length;
        if (length > maxBytes) receiving.abort(new Error(`The subgraph's answer is longer than ${maxBytes} bytes`));
        else chunks.push(chunk);
      },
      onResponseEnd() {
        forget();
        resolve({ status, text: (chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks, length)).toString("utf8") });
      },
      onResponseError(_controller, reason) {
        fail(reason);
      },
    };
    try {
      dispatcher.dispatch({ path, method: "POST", headers, body }, handler);
    } catch (error) {
      fail(error as Error);
    }
  });
}
