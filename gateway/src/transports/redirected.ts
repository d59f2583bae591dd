import type { SubgraphRequest } from "@angidi/subgraph";

/**
 * A request under another signal. Not a spread: `body` may be a getter, which would then be asked for the text also
 * where nobody needs it, as in process.
 */
export class Redirected implements SubgraphRequest {
  readonly query: string;
  readonly variables: SubgraphRequest["variables"];
  readonly operationName: SubgraphRequest["operationName"];
  readonly headers: SubgraphRequest["headers"];
  readonly signal: AbortSignal;
  readonly kind: SubgraphRequest["kind"];
  readonly isPublic: SubgraphRequest["isPublic"];
  readonly callerKey: SubgraphRequest["callerKey"];
  readonly #original: SubgraphRequest;

  constructor(request: SubgraphRequest, signal: AbortSignal) {
    this.query = request.query;
    this.variables = request.variables;
    this.operationName = request.operationName;
    this.headers = request.headers;
    this.signal = signal;
    this.kind = request.kind;
    this.isPublic = request.isPublic;
    this.callerKey = request.callerKey;
    this.#original = request;
  }

  get body(): string | undefined {
    return this.#original.body;
  }
}
