import type { SubgraphRequest } from "@angidi/subgraph";

/**
 * One attempt at a request, which can be ended by itself. Its signal is made when it is asked for, which a transport
 * over HTTP never does. What the request makes when it is asked for is made by the request.
 */
export class Attempt implements SubgraphRequest {
  readonly query: string;
  readonly operationName: SubgraphRequest["operationName"];
  readonly headers: SubgraphRequest["headers"];
  readonly kind: SubgraphRequest["kind"];
  readonly isPublic: SubgraphRequest["isPublic"];
  readonly callerKey: SubgraphRequest["callerKey"];
  readonly #request: SubgraphRequest;
  #controller: AbortController | undefined;
  #reason: unknown;
  #isEnded = false;
  #end: ((reason: unknown) => void) | undefined;

  constructor(request: SubgraphRequest) {
    this.query = request.query;
    this.operationName = request.operationName;
    this.headers = request.headers;
    this.kind = request.kind;
    this.isPublic = request.isPublic;
    this.callerKey = request.callerKey;
    this.#request = request;
  }

  get variables(): SubgraphRequest["variables"] {
    return this.#request.variables;
  }

  get body(): string | undefined {
    return this.#request.body;
  }

  get signal(): AbortSignal {
    if (!this.#controller) {
      this.#controller = new AbortController();
      if (this.#isEnded) this.#controller.abort(this.#reason);
    }
    return this.#controller.signal;
  }

  whenEnded(end: (reason: unknown) => void): () => void {
    this.#end = end;
    return () => {
      this.#end = undefined;
    };
  }

  end(reason: unknown): void {
    this.#isEnded = true;
    this.#reason = reason;
    this.#end?.(reason);
    this.#controller?.abort(reason);
  }
}
