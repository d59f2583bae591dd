import { Worker } from "node:worker_threads";
import { type OperationToPlan, type Planner, PlannerOverloaded, PlanningFailed, type PlanRoot } from "./planner.ts";
import type { ThreadAnswer, ThreadQuestion, ThreadRequest } from "./threadMessages.ts";

export interface ThreadLimits {
  /** Operations that may wait for the thread; more are refused. */
  readonly waiting: number;
  /** How long one operation may take to plan before the thread is ended. */
  readonly planMilliseconds: number;
  /** Memory of the thread's objects, in MiB. */
  readonly heapMebibytes: number;
}

/** Below a heap of 2 GiB, V8 lets garbage grow far less before it collects: 70 MB of the process, at the same speed. */
const defaultLimits: ThreadLimits = { waiting: 200, planMilliseconds: 5_000, heapMebibytes: 1_536 };

/** Enough for what a plan throws away; V8's own choice costs 20 MB more. */
const youngMebibytes = 16;

/**
 * Requests that are handed to the thread before it has answered the first of them. While this thread is busy it has
 * something to go on with; the rest wait here, where they can be withdrawn.
 */
const handedOver = 16;

/** A question to the thread and who waits for the answer. */
interface Job {
  readonly question: ThreadQuestion;
  /** Nobody waits for a plan whose request has gone, nor for a supergraph that a new thread is given again. */
  isAwaited: boolean;
  settle(answer: ThreadAnswer): void;
  fail(error: Error): void;
}

/**
 * A thread in which supergraphs are read and operations planned. It is started when it is first needed and ended when
 * the last supergraph is closed; while nobody waits for it, it does not keep the process alive. A thread that died, or
 * took too long, costs the operation that it died of; the next one is given all supergraphs again.
 */
export class PlanningThread {
  readonly #limits: ThreadLimits;
  readonly #supergraphs = new Map<number, string>();
  readonly #waiting: Job[] = [];
  /** What the worker has been handed, in the order in which it answers. */
  readonly #asked: Job[] = [];
  #worker: Worker | undefined;
  /** The supergraphs that this worker has. */
  #known = new Set<number>();
  #lastSupergraph = 0;
  #overdue: NodeJS.Timeout | undefined;
  #lastLook: NodeJS.Immediate | undefined;

  constructor(limits: Partial<ThreadLimits> = {}) {
    this.#limits = { ...defaultLimits, ...limits };
  }

  /** Starts the thread ahead of its first supergraph: its libraries take a while to load. */
  warmUp(): void {
    this.#worker ??= this.#start();
  }

  /** Reads a supergraph. Rejects with what is wrong with it. */
  async load(sdl: string): Promise<{ readonly apiSdl: string; readonly planner: Planner }> {
    const supergraph = ++this.#lastSupergraph;
    this.#supergraphs.set(supergraph, sdl);
    try {
      const question = { kind: "load", supergraph, sdl } as const;
      const apiSdl = await new Promise<string>((resolve, reject) => {
        this.#enqueue({
          question,
          isAwaited: true,
          settle: (answer) =>
            answer.kind === "loaded" ? resolve(answer.apiSdl) : reject(new Error(messageOf(answer))),
          fail: reject,
        });
      });
      return { apiSdl, planner: this.#plannerOf(supergraph) };
    } catch (error) {
      await this.#release(supergraph);
      throw error;
    }
  }

  #plannerOf(supergraph: number): Planner {
    return {
      plan: (operation, signal) => this.#plan(supergraph, operation, signal),
      close: () => this.#release(supergraph),
    };
  }

  async #plan(supergraph: number, operation: OperationToPlan, signal: AbortSignal | undefined): Promise<PlanRoot> {
    signal?.throwIfAborted();
    if (!this.#supergraphs.has(supergraph)) throw new PlanningFailed(closed);
    if (this.#waiting.length >= this.#limits.waiting) {
      throw new PlannerOverloaded(`${this.#waiting.length} operations wait to be planned already`);
    }
    const question = { kind: "plan", supergraph, operation } as const;
    return new Promise<PlanRoot>((resolve, reject) => {
      const leave = () => {
        this.#withdraw(job);
        reject(signal?.reason);
      };
      const job: Job = {
        question,
        isAwaited: true,
        settle(answer) {
          signal?.removeEventListener("abort", leave);
          if (answer.kind === "planned") resolve(answer.node);
          else reject(new PlanningFailed(messageOf(answer)));
        },
        fail(error) {
          signal?.removeEventListener("abort", leave);
          reject(error);
        },
      };
      signal?.addEventListener("abort", leave, { once: true });
      this.#enqueue(job);
    });
  }

  #enqueue(job: Job): void {
    this.#waiting.push(job);
    this.#handOver();
  }

  /** What the worker has been handed already goes on; its answer will meet nobody. */
  #withdraw(job: Job): void {
    job.isAwaited = false;
    const index = this.#waiting.indexOf(job);
    if (index >= 0) this.#waiting.splice(index, 1);
  }

  async #release(supergraph: number): Promise<void> {
    if (!this.#supergraphs.delete(supergraph)) return;
    const gone = (job: Job) => job.question.supergraph === supergraph && job.question.kind === "plan";
    for (const job of [...this.#asked, ...this.#waiting].filter(gone)) {
      this.#withdraw(job);
      job.fail(new PlanningFailed(closed));
    }
    if (this.#supergraphs.size === 0) await this.#end();
    else if (this.#known.delete(supergraph)) this.#post({ kind: "release", supergraph });
  }

  /** Gives the worker as much as it may have at once. */
  #handOver(): void {
    while (this.#waiting.length > 0 && this.#asked.length < handedOver) {
      this.#worker ??= this.#start();
      const job = this.#waiting.shift()!;
      this.#giveAgain(job.question);
      this.#ask(job);
    }
    if (this.#asked.length > 0) this.#worker?.ref();
    else this.#worker?.unref();
  }

  /** A worker that took the place of another has not got the supergraph of a plan. */
  #giveAgain({ kind, supergraph }: ThreadQuestion): void {
    const sdl = this.#supergraphs.get(supergraph);
    if (kind !== "plan" || this.#known.has(supergraph) || sdl === undefined) return;
    this.#ask({
      question: { kind: "load", supergraph, sdl },
      isAwaited: false,
      settle() {},
      fail() {},
    });
  }

  #ask(job: Job): void {
    if (job.question.kind === "load") this.#known.add(job.question.supergraph);
    this.#asked.push(job);
    this.#post(job.question);
    if (this.#asked.length === 1) this.#watchClock();
  }

  #post(request: ThreadRequest): void {
    this.#worker?.postMessage(request);
  }

  #start(): Worker {
    const worker = new Worker(new URL("./planThread.ts", import.meta.url), {
      name: "planner",
      // What this process was started with, such as instrumentation or a test runner's options, is not for the planner.
      execArgv: [],
      resourceLimits: {
        maxOldGenerationSizeMb: this.#limits.heapMebibytes,
        maxYoungGenerationSizeMb: youngMebibytes,
      },
    });
    let reason = "it ended by itself";
    worker.on("message", (answer: ThreadAnswer) => this.#answered(worker, answer));
    worker.on("error", (error) => {
      reason = error instanceof Error ? error.message : String(error);
    });
    worker.on("exit", () => this.#died(worker, reason));
    worker.unref();
    this.#known = new Set();
    return worker;
  }

  #answered(worker: Worker, answer: ThreadAnswer): void {
    if (worker !== this.#worker) return;
    const job = this.#asked.shift()!;
    this.#watchClock();
    if (job.question.kind === "load" && answer.kind === "failed") this.#known.delete(job.question.supergraph);
    job.settle(answer);
    this.#handOver();
  }

  /** The request that the worker died of fails; those behind it are for the next worker. */
  #died(worker: Worker, reason: string): void {
    if (worker !== this.#worker) return;
    this.#worker = undefined;
    this.#stopClock();
    const asked = this.#asked.splice(0);
    const error = new PlanningFailed(`The planning thread ended: ${reason}`);
    const culprit = asked.shift();
    culprit?.fail(error);
    if (culprit?.question.kind === "load" && !culprit.isAwaited) {
      // A supergraph that cannot be given to a new thread: trying again would end the same.
      for (const job of [...asked, ...this.#waiting.splice(0)]) job.fail(error);
      return;
    }
    this.#waiting.unshift(...asked.filter((job) => job.isAwaited));
    this.#handOver();
  }

  /** Ends the worker when the operation that it is at takes too long: it cannot be told to leave it. */
  #watchClock(): void {
    this.#stopClock();
    const worker = this.#worker;
    if (this.#asked[0]?.question.kind !== "plan" || !worker) return;
    const end = () => {
      this.#died(worker, `an operation took more than ${this.#limits.planMilliseconds} ms to plan`);
      void worker.terminate();
    };
    // If it is this thread that was held up, the answer is there already and is read before `end` comes.
    this.#overdue = setTimeout(() => {
      this.#lastLook = setImmediate(end);
    }, this.#limits.planMilliseconds).unref();
  }

  #stopClock(): void {
    clearTimeout(this.#overdue);
    clearImmediate(this.#lastLook);
  }

  async #end(): Promise<void> {
    const worker = this.#worker;
    this.#worker = undefined;
    this.#stopClock();
    this.#asked.splice(0);
    await worker?.terminate();
  }
}

const closed = "The supergraph is closed";

function messageOf(answer: ThreadAnswer): string {
  return answer.kind === "failed" ? answer.message : `The planning thread answered "${answer.kind}"`;
}

/** The one that the process's gateways share. */
export const planningThread = new PlanningThread();
