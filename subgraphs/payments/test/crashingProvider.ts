import type { PaymentProvider } from "../src/providers/paymentProvider.ts";

/** The death of a process at a bad moment, as its caller sees it. */
export class Crash extends Error {
  override readonly name = "Crash";
}

/**
 * A provider that does what it is asked and is never heard: as if the caller had died between the provider's doing and the
 * writing of its answer. `isCrash` says at which calls.
 */
export function crashing(provider: PaymentProvider, isCrash: () => boolean = () => true): PaymentProvider {
  const unheard = <Request, Answer>(call: (request: Request) => Promise<Answer>) => {
    return async (request: Request): Promise<Answer> => {
      const answer = await call(request);
      if (isCrash()) throw new Crash();
      return answer;
    };
  };
  return {
    ...provider,
    authorise: unheard(provider.authorise),
    capture: unheard(provider.capture),
    void: unheard(provider.void),
    refund: unheard(provider.refund),
    find: provider.find,
    list: provider.list,
    settleAction: provider.settleAction && unheard(provider.settleAction),
    finishAction: unheard(provider.finishAction),
  };
}
