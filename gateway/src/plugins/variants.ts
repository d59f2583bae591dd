import { ConfigurationError } from "@angidi/subgraph";
import type { Plugin } from "../pipeline/plugin.ts";
import { refusal } from "../pipeline/refusal.ts";
import type { Variants } from "../pipeline/servedGraph.ts";
import type { ApiKeySettings } from "../settings/authentication.ts";
import type { VariantsOfRoles, VariantsSettings } from "../settings/variants.ts";
import { variantOf } from "../supergraph/contract.ts";

/** The contract variants of the settings. Throws ConfigurationError for a credential bound to one that is not there. */
export function variantsBy(
  settings: VariantsSettings,
  variantsOfRoles: VariantsOfRoles,
  apiKeys: readonly ApiKeySettings[],
): Variants {
  for (const name of [...Object.values(variantsOfRoles), ...apiKeys.map(({ variant }) => variant)]) {
    if (name === undefined || Object.hasOwn(settings, name)) continue;
    throw new ConfigurationError(`variants: ${name} is not among them, but a credential is bound to it`);
  }
  return new Map(
    Object.entries(settings).map(([name, filter]) => [name, (supergraph) => variantOf(supergraph, filter)]),
  );
}

/**
 * Chooses the variant of the graph. A credential that is bound to one is served it at the graph's own address too, and
 * refused at another variant's.
 */
export function boundVariants(): Plugin {
  return {
    name: "variants",
    onRequest(exchange) {
      const { variant } = exchange.caller;
      if (variant === undefined) return;
      if (exchange.variant !== undefined && exchange.variant !== variant) {
        throw refusal("This credential is for another variant of the graph", { code: "FORBIDDEN", status: 403 });
      }
      exchange.variant = variant;
    },
  };
}
