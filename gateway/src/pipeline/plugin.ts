import type { ExecutionResult } from "graphql";
import type { Exchange, OperationExchange, Outcome } from "./exchange.ts";

/** The answer, or nothing. */
// biome-ignore lint/suspicious/noConfusingVoidType: most hooks give nothing, and should not have to say so
type Given = ExecutionResult | undefined | void;

/**
 * One concern of the gateway. Hooks run in the order in which plugins are listed; one that throws a Refusal ends the
 * request with it. A hook that has nothing to wait for returns nothing, which costs nothing.
 */
export interface Plugin {
  readonly name: string;
  /** A request came in: nothing of it is known but its headers and parameters, which may be replaced. */
  readonly onRequest?: (exchange: Exchange) => void | Promise<void>;
  /** The operation is valid and its variables are coerced. A result given here is the answer: nothing is executed. */
  readonly onOperation?: (exchange: OperationExchange) => Given | Promise<Given>;
  /** There is a result: the answer, or one event of a stream. */
  readonly onResult?: (exchange: OperationExchange, result: ExecutionResult) => void;
  /** It is over, whatever came of it. Called once; must not throw. */
  readonly onDone?: (exchange: Exchange, outcome: Outcome) => void;
  /** The gateway stops. */
  readonly stop?: () => Promise<void>;
}
