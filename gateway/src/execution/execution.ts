import type { SubgraphRequest } from "@angidi/subgraph";
import type { ExecutionResult } from "graphql";
import { unavailable } from "../pipeline/maskErrors.ts";
import { EntityLoader } from "./entityLoader.ts";
import { Failures } from "./failures.ts";
import { type Container, isContainer } from "./merge.ts";
import type { Milestones } from "./milestones.ts";
import type { OperationRequest } from "./request.ts";

/** One operation under way: what it has brought so far, and the calls that it waits for. */
export class Execution {
  readonly request: OperationRequest;
  /** The answers merged into one tree. */
  data: Container = {};
  /** Whether nothing has been merged yet, so that the first answer may be taken as it is. */
  isUntouched = true;
  /** Undefined as long as nothing has failed, as most requests never do. */
  failures: Failures | undefined;
  readonly #loaders = new Map<number, EntityLoader>();
  /** How to end each call that is waited for. One listener serves them all, and also calls that do not heed the signal. */
  readonly #waiting = new Set<() => void>();
  #endAll: (() => void) | undefined;

  /** Only when something is deferred that waits for fetches. */
  readonly milestones: Milestones | undefined;

  constructor(request: OperationRequest, milestones?: Milestones) {
    this.request = request;
    this.milestones = milestones;
  }

  /** For what is deferred: it adds to the same data, and what fails there is told there. */
  branch(milestones: Milestones): Execution {
    const branch = new Execution(this.request, milestones);
    branch.data = this.data;
    branch.isUntouched = false;
    return branch;
  }

  /** Lets the failures of what this was deferred by, as far as they are known, be reasons for what is missing here. */
  takeReasons(parent: Execution): void {
    this.failures = parent.failures && new Failures(parent.failures);
  }

  failing(): Failures {
    this.failures ??= new Failures();
    return this.failures;
  }

  /** The loader that fetches of the same text share within this operation. */
  loader(text: number): EntityLoader {
    let loader = this.#loaders.get(text);
    if (!loader) {
      loader = new EntityLoader();
      this.#loaders.set(text, loader);
    }
    return loader;
  }

  /** Asks a subgraph. Never rejects: a subgraph that gives no answer in time answers with an error. */
  ask(service: string, call: SubgraphRequest): Promise<ExecutionResult> {
    const { signal, transports } = this.request;
    return new Promise((resolve) => {
      const fail = (reason: unknown) => {
        this.request.log.warn({ subgraph: service, reason: String(reason) }, "A subgraph does not answer");
        this.#waiting.delete(end);
        resolve({ errors: [unavailable()] });
      };
      const end = () => fail(signal.reason);
      if (signal.aborted) return end();
      this.#listen();
      this.#waiting.add(end);
      try {
        transports(service)
          .execute(call)
          .then(
            (answer: unknown) => {
              if (!this.#waiting.delete(end)) return;
              if (isResult(answer)) resolve(answer);
              else fail("The answer is no GraphQL result");
            },
            (reason: unknown) => this.#waiting.has(end) && fail(reason),
          );
      } catch (error) {
        fail(error);
      }
    });
  }

  /** Lets go of the request's signal, which may live longer. */
  close(): void {
    if (this.#endAll) this.request.signal.removeEventListener("abort", this.#endAll);
  }

  #listen(): void {
    if (this.#endAll) return;
    this.#endAll = () => {
      for (const end of this.#waiting) end();
    };
    this.request.signal.addEventListener("abort", this.#endAll, { once: true });
  }
}

/** Whether an answer is a GraphQL result: data that is an object or null, errors that are a list of objects. */
function isResult(value: unknown): value is ExecutionResult {
  if (!isContainer(value)) return false;
  const { data, errors } = value;
  if (data === undefined || data === null ? !hasErrors(errors) && data === undefined : !isObject(data)) return false;
  return errors === undefined || errors === null || (Array.isArray(errors) && errors.every(isObject));
}

function hasErrors(errors: unknown): boolean {
  return Array.isArray(errors) && errors.length > 0;
}

function isObject(value: unknown): boolean {
  return isContainer(value) && !Array.isArray(value);
}
