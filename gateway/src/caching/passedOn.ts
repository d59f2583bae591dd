import type { HeaderRuleSettings } from "../settings/headerRules.ts";
import { compileHeaderRules } from "../transports/headerRules.ts";
import type { PassedOn } from "./responseKey.ts";

/** What header rules tell subgraphs of a request, as a text; undefined when there are no rules. */
export function passedOnBy(
  rules: HeaderRuleSettings,
  subgraphs: () => readonly { readonly name: string }[],
): PassedOn | undefined {
  if (rules.all.length === 0 && Object.values(rules.subgraphs).every((own) => own.length === 0)) return undefined;
  const rulesOf = compileHeaderRules(rules);
  return ({ incoming: { headers }, caller }) =>
    JSON.stringify(subgraphs().map(({ name }) => rulesOf(name)?.(headers, caller.claims)));
}
