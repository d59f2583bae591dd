import type { Saga, Sagas } from "../../src/index.ts";

/** Deaths to come: who is at a step of a saga for an order with this SKU is never heard of again after it, once. */
export interface Deaths {
  /** `at` is a saga and a step of it, such as `edit: apply`, or what undoes one, such as `edit: undo begin`. */
  comeTo(sku: string, at: string): void;
  /** Those that have not come. */
  readonly awaited: ReadonlyMap<string, string>;
  readonly hands: (sagas: Sagas) => Sagas;
}

/**
 * Hands around the steps of all sagas that let an act happen and then never answer, as when the process of the request was
 * killed: nothing that would follow is done by it.
 */
export function deaths(): Deaths {
  const awaited = new Map<string, string>();

  function strikes(at: string, skus: readonly string[]): boolean {
    const sku = skus.find((one) => awaited.get(one) === at);
    return sku !== undefined && awaited.delete(sku);
  }

  function around<Subject, Reason>(saga: Saga<Subject, Reason>): Saga<Subject, Reason> {
    const deadly =
      <Rest extends unknown[], Result>(at: string, act: (subject: Subject, ...rest: Rest) => Promise<Result>) =>
      async (subject: Subject, ...rest: Rest): Promise<Result> => {
        const result = await act(subject, ...rest);
        const skus = saga.orderOf(subject).lines.map(({ sku }) => sku);
        return strikes(`${saga.name}: ${at}`, skus) ? new Promise<never>(() => {}) : result;
      };
    const steps = saga.steps.map((step) => ({
      ...step,
      run: deadly(step.name, step.run),
      undo: step.undo && deadly(`undo ${step.name}`, step.undo),
    }));
    // What steps share is undone once: it stays one function.
    const shared = new Map(saga.steps.map(({ undo }, index) => [undo, steps[index]!.undo]));
    return { ...saga, steps: steps.map((step, index) => ({ ...step, undo: shared.get(saga.steps[index]!.undo)! })) };
  }

  return {
    comeTo: (sku, at) => void awaited.set(sku, at),
    awaited,
    hands: ({ placement, edit, fulfilment, refund, return: returning }) => ({
      placement: around(placement),
      edit: around(edit),
      fulfilment: around(fulfilment),
      refund: around(refund),
      return: around(returning),
    }),
  };
}

/** The names under which deaths come to a saga: after each step, and after each thing that undoes some. */
export function placesOf<Subject, Reason>({ name, steps }: Saga<Subject, Reason>) {
  const undone = new Map(steps.flatMap(({ name: step, undo }) => (undo ? [[undo, step] as const] : [])));
  return {
    done: steps.map((step) => `${name}: ${step.name}`),
    undone: [...undone.values()].map((step) => `${name}: undo ${step}`),
  };
}
