import type { ExecutionResult } from "graphql";
import type { Outcome } from "./exchange.ts";

/** Codes of errors that are the platform's fault, not the client's. */
const faults: ReadonlySet<unknown> = new Set([
  "INTERNAL_SERVER_ERROR",
  "DOWNSTREAM_UNAVAILABLE",
  "SERVICE_UNAVAILABLE",
]);

/** The code of the first error that is the platform's fault; undefined when there is none. */
export function faultIn({ errors }: Pick<ExecutionResult, "errors">): string | undefined {
  for (const { extensions } of errors ?? []) {
    if (faults.has(extensions?.code)) return String(extensions!.code);
  }
  return undefined;
}

/** What went wrong on our side in an exchange, in a word. */
export function faultOf({ kind, result }: Pick<Outcome, "kind" | "result">): string | undefined {
  return (result && faultIn(result)) ?? (kind === "failed" ? "FAILED" : undefined);
}

/** The codes of a result's errors, each once. */
export function codesOf({ errors }: Pick<ExecutionResult, "errors">): readonly string[] {
  if (!errors || errors.length === 0) return [];
  return [...new Set(errors.map(({ extensions }) => String(extensions?.code ?? "UNKNOWN")))];
}
