import { Kind, visit } from "graphql";
import { fragmentsOf } from "../authorisation/facts.ts";
import type { Caller } from "../pipeline/caller.ts";
import type { KnownOperation } from "../pipeline/operation.ts";
import type { Plugin } from "../pipeline/plugin.ts";
import { refusal } from "../pipeline/refusal.ts";
import type { IntrospectionRule } from "../settings/authorisation.ts";

/** Keeps questions about the schema to those who may ask them. `__typename` is none. */
export function introspection(rule: IntrospectionRule): Plugin {
  if (rule === "everyone") return { name: "introspection" };
  const facts = new WeakMap<KnownOperation, boolean>();
  return {
    name: "introspection",
    onOperation({ operation, caller }) {
      let asks = facts.get(operation);
      if (asks === undefined) {
        asks = asksAboutSchema(operation);
        facts.set(operation, asks);
      }
      if (asks && !isAllowed(rule, caller)) {
        throw refusal("The schema cannot be asked for here", { code: "GRAPHQL_VALIDATION_FAILED" });
      }
    },
  };
}

function isAllowed(rule: Exclude<IntrospectionRule, "everyone">, { kind, scopes, roles }: Caller): boolean {
  if (rule === "nobody") return false;
  if (rule === "authenticated") return kind !== "anonymous";
  const isInScope = scopes.has("*") || rule.scopes.some((scope) => scopes.has(scope));
  return isInScope || rule.roles.some((role) => roles.includes(role));
}

function asksAboutSchema(operation: KnownOperation): boolean {
  const fragments = fragmentsOf(operation);
  const seen = new Set<string>();
  let asks = false;
  const look = (node: Parameters<typeof visit>[0]) =>
    visit(node, {
      Field: ({ name }) => {
        if (name.value === "__schema" || name.value === "__type") asks = true;
      },
      FragmentSpread: ({ name }) => {
        if (seen.has(name.value)) return;
        seen.add(name.value);
        look(fragments.get(name.value)!);
      },
    });
  look({ kind: Kind.DOCUMENT, definitions: [operation.node] });
  return asks;
}
