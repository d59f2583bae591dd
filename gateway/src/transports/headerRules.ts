import type { HeaderRule, HeaderRuleSettings } from "../settings/headerRules.ts";
import { isHeaderValue, isWithheld } from "./headerNames.ts";

/** Headers as a client sent them, by their names in lower case. */
export type ClientHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;
/** What the caller's token says; none for a guest. */
export type Claims = Readonly<Record<string, unknown>> | undefined;

/** What the rules add to the headers of one subgraph. The gateway's own come after and win. */
export type RuledHeaders = (client: ClientHeaders, claims: Claims) => Record<string, string>;

type Step = (headers: Record<string, string>, client: ClientHeaders, claims: Claims) => void;

/**
 * Makes one function of the rules for each subgraph; undefined for a subgraph without rules. `vouchedFor` names headers
 * that no rule may touch beside those that never may be: what else the gateway signs by.
 */
export function compileHeaderRules(
  { all, subgraphs }: HeaderRuleSettings,
  vouchedFor: readonly string[] = [],
): (subgraph: string) => RuledHeaders | undefined {
  const isOpen = (name: string) => !isWithheld(name) && !vouchedFor.includes(name);
  const ruled = new Map(
    Object.entries(subgraphs).map(([subgraph, rules]) => [subgraph, compile([...all, ...rules], isOpen)]),
  );
  const others = compile(all, isOpen);
  return (subgraph) => (ruled.has(subgraph) ? ruled.get(subgraph) : others);
}

function compile(rules: readonly HeaderRule[], isOpen: (name: string) => boolean): RuledHeaders | undefined {
  if (rules.length === 0) return undefined;
  const steps = rules.map((rule) => stepOf(rule, isOpen));
  return (client, claims) => {
    const headers: Record<string, string> = {};
    for (const step of steps) step(headers, client, claims);
    return headers;
  };
}

function stepOf(rule: HeaderRule, isOpen: (name: string) => boolean): Step {
  if ("propagate" in rule) {
    const { propagate } = rule;
    return "named" in propagate ? propagateNamed(propagate, isOpen) : propagateMatching(propagate.matching, isOpen);
  }
  if ("insert" in rule) {
    const { insert } = rule;
    const given = "value" in insert ? () => insert.value : (claims: Claims) => textOf(insert, claims);
    return (headers, _client, claims) => {
      if (isOpen(insert.name)) put(headers, insert.name, given(claims));
    };
  }
  const { remove } = rule;
  if ("named" in remove) return (headers) => void delete headers[remove.named];
  const pattern = new RegExp(remove.matching);
  return (headers) => {
    for (const name in headers) if (pattern.test(name)) delete headers[name];
  };
}

function propagateNamed(
  { named, rename = named, default: otherwise }: { named: string; rename?: string; default?: string },
  isOpen: (name: string) => boolean,
): Step {
  if (!isOpen(named) || !isOpen(rename)) return () => {};
  return (headers, client) => {
    const value = isOfConnection(named, client) ? undefined : clientValue(client, named);
    put(headers, rename, value ?? otherwise);
  };
}

function propagateMatching(matching: string, isOpen: (name: string) => boolean): Step {
  const pattern = new RegExp(matching);
  return (headers, client) => {
    for (const name in client) {
      if (pattern.test(name) && isOpen(name) && !isOfConnection(name, client))
        put(headers, name, clientValue(client, name));
    }
  };
}

/** Sets a header that has a value fit to be one; a client or a token may say anything. */
function put(headers: Record<string, string>, name: string, value: string | undefined): void {
  if (value !== undefined && isHeaderValue(value)) headers[name] = value;
}

function clientValue(client: ClientHeaders, name: string): string | undefined {
  const value = Object.hasOwn(client, name) ? client[name] : undefined;
  return typeof value === "string" || value === undefined ? value : value.join(", ");
}

/** Whether the client declares a header to be of its connection alone, as `Connection: x-mine` does (RFC 9110, 7.6.1). */
function isOfConnection(name: string, client: ClientHeaders): boolean {
  const options = clientValue(client, "connection");
  if (options === undefined || options === "keep-alive" || options === "close") return false;
  return options
    .toLowerCase()
    .split(",")
    .some((option) => option.trim() === name);
}

/** A claim as text: texts as they are, everything else as JSON. */
function textOf(
  { fromClaim, default: otherwise }: { fromClaim: string; default?: string },
  claims: Claims,
): string | undefined {
  const claim = claims && Object.hasOwn(claims, fromClaim) ? claims[fromClaim] : undefined;
  if (claim === undefined || claim === null) return otherwise;
  return typeof claim === "string" ? claim : JSON.stringify(claim);
}
