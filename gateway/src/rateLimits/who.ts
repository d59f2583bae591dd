import { createHash } from "node:crypto";
import type { Exchange } from "../pipeline/exchange.ts";
import type { RuleSettings } from "../settings/rateLimits.ts";

/** For whom a request is counted; undefined when the rule is not about its sender. */
export type Who = (exchange: Exchange) => string | undefined;

/** Longer names are kept by their hashes: clients make them up. */
const longestName = 64;

export const whoBy: Readonly<Record<RuleSettings["by"], Who>> = {
  client: (exchange) =>
    exchange.caller.kind === "anonymous" ? addressOf(exchange.incoming.remoteAddress) : short(exchange.caller.id),
  user: ({ caller }) => (caller.kind === "user" ? short(caller.id) : undefined),
  apiKey: ({ caller }) => (caller.kind === "partner" ? short(caller.id) : undefined),
  ip: ({ incoming }) => addressOf(incoming.remoteAddress),
  program: ({ program }) => short(program.name),
  everyone: () => "everyone",
};

/**
 * An address as it is counted: of IPv6 the first 64 bits, which is what one customer is given at least; an IPv4 address
 * within IPv6 as the IPv4 address that it is.
 */
export function addressOf(remoteAddress: string): string {
  if (!remoteAddress.includes(":")) return short(remoteAddress);
  const [address = ""] = remoteAddress.toLowerCase().split("%");
  const mapped = /^(?:0*:)*:?ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(address);
  if (mapped) return mapped[1]!;
  const [start = "", end] = address.split("::");
  const first = start === "" ? [] : start.split(":");
  const last = end === undefined || end === "" ? [] : end.split(":");
  const gap = end === undefined ? 0 : Math.max(0, 8 - first.length - last.length);
  const groups = [...first, ...Array.from({ length: gap }, () => "0"), ...last].slice(0, 4);
  return `${groups.map((group) => group.replace(/^0+(?=.)/, "")).join(":")}::/64`;
}

function short(name: string): string {
  return name.length > longestName ? createHash("sha256").update(name).digest("base64") : name;
}
