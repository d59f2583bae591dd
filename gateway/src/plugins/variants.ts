import type { Plugin } from "../pipeline/plugin.ts";
import { refusal } from "../pipeline/refusal.ts";
import type { Variants } from "../pipeline/servedGraph.ts";
import type { VariantsSettings } from "../settings/variants.ts";
import { variantOf } from "../supergraph/contract.ts";

/** The contract variants of the settings. */
export function variantsBy(settings: VariantsSettings): Variants {
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
