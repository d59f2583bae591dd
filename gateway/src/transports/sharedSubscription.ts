import { setImmediate } from "node:timers/promises";
import type { SubgraphRequest, SubgraphTransport } from "@angidi/subgraph";
import type { ExecutionResult } from "graphql";
import { copyOf } from "./copyOf.ts";
import { newEventKey, withEventKey } from "./eventKeys.ts";
import { EventQueue, type QueueBounds } from "./eventQueue.ts";
import { Redirected } from "./redirected.ts";

/** What several readers are told, none of whom may write into it. */
interface SharedEvent {
  readonly result: ExecutionResult;
  readonly key: string;
}

/** So many are given an event at a time; other requests have their turn in between. */
const portion = 200;

type Reader = EventQueue<SharedEvent, ExecutionResult>;

/**
 * One subscription to a subgraph, read by all who asked for the same. Each gets a copy of every event from its joining
 * on, since whoever executes writes into it. Nobody holds back the others: who does not take events in time has them
 * queued within bounds. It ends a while after the last reader has gone.
 */
export class SharedSubscription {
  readonly #call = new AbortController();
  readonly #readers = new Set<Reader>();
  readonly #bounds: QueueBounds;
  readonly #lingerMilliseconds: number;
  readonly #onEnd: () => void;
  readonly #opened: Promise<AsyncIterable<ExecutionResult>>;
  #isOver = false;
  #linger: NodeJS.Timeout | undefined;

  constructor(
    transport: SubgraphTransport,
    request: SubgraphRequest,
    options: { readonly bounds: QueueBounds; readonly lingerMilliseconds: number; readonly onEnd: () => void },
  ) {
    this.#bounds = options.bounds;
    this.#lingerMilliseconds = options.lingerMilliseconds;
    this.#onEnd = options.onEnd;
    this.#opened = transport.subscribe(new Redirected(request, this.#call.signal));
    void this.#pump();
  }

  /** Rejects when the subgraph cannot be subscribed to, or the signal ends it first. */
  async join(signal: AbortSignal): Promise<AsyncIterable<ExecutionResult>> {
    clearTimeout(this.#linger);
    const leave = () => void reader.return();
    const reader: Reader = new EventQueue<SharedEvent, ExecutionResult>(this.#bounds, {
      onTake: ({ result, key }) => withEventKey(copyOf(result), key),
      onEnd: () => {
        signal.removeEventListener("abort", leave);
        this.#leave(reader);
      },
    });
    this.#readers.add(reader);
    signal.addEventListener("abort", leave, { once: true });
    await this.#opened;
    signal.throwIfAborted();
    return reader;
  }

  #leave(reader: Reader): void {
    if (!this.#readers.delete(reader) || this.#readers.size > 0 || this.#isOver) return;
    const end = () => {
      if (this.#readers.size === 0) this.#end();
    };
    if (this.#lingerMilliseconds === 0) end();
    else this.#linger = setTimeout(end, this.#lingerMilliseconds).unref();
  }

  async #pump(): Promise<void> {
    try {
      for await (const event of await this.#opened) await this.#tell(event);
      this.#end();
    } catch (error) {
      this.#end(error);
    }
  }

  async #tell(result: ExecutionResult): Promise<void> {
    const event: SharedEvent = { result, key: newEventKey() };
    // Who joins while it is told came after it.
    const readers = [...this.#readers];
    for (let told = 0; told < readers.length; told += portion) {
      if (told > 0) await setImmediate();
      for (const reader of readers.slice(told, told + portion)) reader.push(event);
    }
  }

  #end(error?: unknown): void {
    if (this.#isOver) return;
    this.#isOver = true;
    clearTimeout(this.#linger);
    // Nobody may join any more what is over.
    this.#onEnd();
    this.#call.abort(new Error("Nobody reads the subscription any more"));
    for (const reader of [...this.#readers]) reader.finish(error);
  }
}
