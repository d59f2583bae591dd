import { onAbort, type SubgraphRequest, type SubgraphTransport } from "@angidi/subgraph";
import type { ExecutionResult } from "graphql";
import { Attempt } from "./attempt.ts";
import { copyOf } from "./copyOf.ts";

/** How many may take one answer: the copies are all made at once, and other requests wait meanwhile. */
const mostTakers = 50;

interface Taker {
  readonly signal: AbortSignal;
  readonly forget: () => void;
  readonly resolve: (result: ExecutionResult) => void;
  readonly reject: (reason: unknown) => void;
}

/** A read under way and who waits for its answer. */
export class SharedRead {
  /** The next one in its chain of ReadsUnderWay. */
  next: SharedRead | undefined = undefined;
  readonly mark: number;
  readonly request: SubgraphRequest;
  readonly #call: Attempt;
  readonly #onEnd: () => void;
  #takers: Taker[] = [];

  constructor(mark: number, request: SubgraphRequest, onEnd: () => void) {
    this.mark = mark;
    this.request = request;
    this.#call = new Attempt(request);
    this.#onEnd = onEnd;
  }

  get isFull(): boolean {
    return this.#takers.length >= mostTakers;
  }

  take(signal: AbortSignal): Promise<ExecutionResult> {
    return new Promise((resolve, reject) => {
      const taker: Taker = { signal, forget: onAbort(signal, () => this.#lose(taker)), resolve, reject };
      this.#takers.push(taker);
    });
  }

  start(transport: SubgraphTransport): void {
    transport.execute(this.#call).then(
      (result) => this.#answer(result),
      (error) => this.#fail(error),
    );
  }

  #lose(taker: Taker): void {
    this.#takers.splice(this.#takers.indexOf(taker), 1);
    taker.reject(taker.signal.reason);
    if (this.#takers.length > 0) return;
    // Nobody may join any more a call that is about to end.
    this.#onEnd();
    this.#call.end(taker.signal.reason);
  }

  /** All copies are made before any taker goes on with its own answer, as promises do not call back at once. */
  #answer(result: ExecutionResult): void {
    const [first, ...others] = this.#release();
    first?.resolve(result);
    for (const taker of others) taker.resolve(copyOf(result));
  }

  #fail(error: unknown): void {
    for (const taker of this.#release()) taker.reject(error);
  }

  #release(): readonly Taker[] {
    const takers = this.#takers;
    this.#takers = [];
    if (takers.length > 0) this.#onEnd();
    for (const { forget } of takers) forget();
    return takers;
  }
}
