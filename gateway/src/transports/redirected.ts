import type { SubgraphRequest } from "@angidi/subgraph";

/**
 * A request under another signal. Not a spread: `body` and `variables` may be getters, which would then be asked for
 * what nobody needs: the text in process, the values on the wire.
 */
export class Redirected implements SubgraphRequest {
  readonly query: string;
  readonly operationName: SubgraphRequest["operationName"];
  readonly headers: SubgraphRequest["headers"];
  readonly signal: AbortSignal;
  readonly kind: SubgraphRequest["kind"];
  readonly isPublic: SubgraphRequest["isPublic"];
  readonly callerKey: SubgraphRequest["callerKey"];
  readonly #original: SubgraphRequest;

  constructor(request: SubgraphRequest, signal: AbortSignal) {
    this.query = request.query;
    this.operationName = request.operationName;
    this.headers = request.headers;
    this.signal = signal;
    this.kind = request.kind;
    this.isPublic = request.isPublic;
    this.callerKey = request.callerKey;
    this.#original = request;
  }

  get variables(): SubgraphRequest["variables"] {
    return this.#original.variables;
  }

  get body(): string | undefined {
    return this.#original.body;
  }
}
