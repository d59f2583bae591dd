import type { Exchange, Outcome } from "../pipeline/exchange.ts";
import { codesOf, faultOf } from "../pipeline/faults.ts";
import type { Plugin } from "../pipeline/plugin.ts";
import type { TelemetrySettings } from "../settings/telemetry.ts";

/**
 * A line for every request, if that is set; for those that failed on our side or took long, in any case. What is in it is
 * about the request and never of it: no document, no variables, no credentials, nobody's name or address.
 */
export function accessLog({
  accessLog: isOn,
  slowSeconds,
}: Pick<TelemetrySettings, "accessLog" | "slowSeconds">): Plugin {
  const slowMilliseconds = slowSeconds * 1_000;
  return {
    name: "access log",
    onDone(exchange, outcome) {
      const fault = faultOf(outcome);
      const isSlow = !outcome.isStream && outcome.duration >= slowMilliseconds;
      if (fault) exchange.log.warn(lineOf(exchange, outcome), "A request failed on our side");
      else if (isSlow) exchange.log.warn(lineOf(exchange, outcome), "A request took long");
      else if (isOn) exchange.log.info(lineOf(exchange, outcome), "A request was served");
    },
  };
}

const longestName = 100;

function lineOf(exchange: Exchange, { kind, duration, result, isStream }: Outcome): object {
  const { incoming, operation, program, cost, caller } = exchange;
  const codes = result ? codesOf(result) : [];
  return {
    protocol: incoming.protocol,
    ...(operation
      ? { operation: { kind: operation.kind, name: operation.name?.slice(0, longestName), hash: operation.hash } }
      : {}),
    client: program,
    callerKind: caller.kind,
    outcome: kind,
    ...(isStream ? { isStream } : {}),
    milliseconds: Math.round(duration * 10) / 10,
    ...(codes.length > 0 ? { codes } : {}),
    ...(cost === undefined ? {} : { cost }),
  };
}
