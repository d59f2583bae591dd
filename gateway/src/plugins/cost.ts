import { counter, Distribution, histogram } from "@angidi/telemetry";
import { operationCost } from "../cost/operationCost.ts";
import { weightsOf } from "../cost/weights.ts";
import type { Exchange } from "../pipeline/exchange.ts";
import type { KnownOperation } from "../pipeline/operation.ts";
import type { Plugin } from "../pipeline/plugin.ts";
import { refusal } from "../pipeline/refusal.ts";
import type { Variables } from "../response/shape.ts";
import type { CostSettings } from "../settings/cost.ts";

const bounds = [1, 3, 10, 30, 100, 300, 1_000, 3_000, 10_000, 30_000, 100_000] as const;
const shownCosts = histogram({
  name: "angidi_gateway_operation_cost",
  help: "What operations cost by their annotations, by kind",
  labels: ["kind"],
  bounds,
});
const tooDear = counter({
  name: "angidi_gateway_operations_over_maximum_cost_total",
  help: "Operations that cost more than the maximum, by kind; refused unless costs are only measured",
  labels: ["kind"],
});

/** The header by which a client asks what its operation costs. */
export const COST_HEADER = "graphql-cost";

/**
 * Finds out what an operation costs before it is executed, refuses what costs too much, and tells the cost in
 * `extensions.cost` to who asks for it: by the header `graphql-cost: report`, or by `extensions: { cost: true }` of the
 * request.
 */
export function cost({ maximum, defaultListSize, mode, report }: CostSettings): Plugin {
  const costs = new WeakMap<KnownOperation, (variables: Variables) => number>();
  const measured = {
    query: new Distribution(bounds),
    mutation: new Distribution(bounds),
    subscription: new Distribution(bounds),
  };
  const takeBack = Object.entries(measured).map(([kind, values]) => shownCosts.show({ kind }, values));

  function costOf(operation: KnownOperation, variables: Variables): number {
    let work = costs.get(operation);
    if (!work) {
      const { document, node, variant } = operation;
      const { schema, supergraph } = variant;
      work = operationCost({ schema, document, node }, weightsOf(supergraph), defaultListSize);
      costs.set(operation, work);
    }
    return work(variables);
  }

  return {
    name: "cost",
    onOperation(exchange) {
      const { operation, variables } = exchange;
      const requested = costOf(operation, variables);
      exchange.cost = requested;
      measured[operation.kind].add(requested);
      if (maximum === undefined || requested <= maximum) return;
      tooDear.add({ kind: operation.kind });
      if (mode === "measure") return;
      throw refusal(`The operation costs ${requested}; at most ${maximum} is allowed`, {
        code: "COST_LIMIT_EXCEEDED",
        extensions: { cost: requested, maximum },
      });
    },
    onResult(exchange) {
      if (report === "never" || (report === "asked" && !asksForCost(exchange))) return;
      const { cost: requested, reply, allowance } = exchange;
      const told = maximum === undefined ? { requested, ...allowance } : { requested, maximum, ...allowance };
      reply.extensions = { ...reply.extensions, cost: told };
    },
    async stop() {
      for (const each of takeBack) each();
    },
  };
}

/** Asked of the request as it came: other plugins replace its parameters. */
function asksForCost({ incoming: { headers, parameters } }: Exchange): boolean {
  return headers[COST_HEADER] === "report" || parameters.extensions?.cost === true;
}
