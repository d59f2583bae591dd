import {
  operationFromDocument,
  printSchema,
  ROUTER_SUPPORTED_SUPERGRAPH_FEATURES,
  Supergraph,
} from "@apollo/federation-internals";
import { QueryPlanner } from "@apollo/query-planner";
import { type DocumentNode, parse, visit } from "graphql";
import { type OperationToPlan, PlanningFailed, type PlanRoot } from "./planner.ts";
import { planningSupergraph } from "./supergraph/planningSupergraph.ts";

/** A supergraph as Apollo's libraries read it. */
export interface ReadSupergraph {
  /** What clients may ask for, as SDL. */
  readonly apiSdl: string;
  /** Throws PlanningFailed. */
  plan(operation: OperationToPlan): PlanRoot;
}

const plannerOptions = {
  // A plan without `@defer` comes out the same.
  incrementalDelivery: { enableDefer: true },
  // Looking for a client's fragments again in what is fetched takes time and seldom saves any of the query's text.
  reuseQueryFragments: false,
  // With the planner's own 10,000, an operation over many @shareable types takes 400 ms; it takes 20 ms so, and gives the same plan.
  debug: { maxEvaluatedPlans: 1_000 },
};

// The features that the router knows: authorisation directives are for us to enforce, not a reason to refuse.
const known = { supportedFeatures: ROUTER_SUPPORTED_SUPERGRAPH_FEATURES };

/** As clients that take a result in parts know it; Apollo's schema has it only for them. */
const deferDefinition = `"The fragment may come later than what is around it, to clients that take a result in parts."
directive @defer(if: Boolean! = true, label: String) on FRAGMENT_SPREAD | INLINE_FRAGMENT`;

/**
 * Reads and validates a supergraph, which takes a few hundred milliseconds. Throws an error that says what is wrong with
 * it, such as a feature for security or execution that is not known here.
 */
export function readSupergraph(sdl: string): ReadSupergraph {
  const supergraph = Supergraph.build(sdl, known);
  const { plannedSchema, planner, translated } = plannerFor(sdl, supergraph);

  return {
    apiSdl: `${printSchema(supergraph.apiSchema())}\n\n${deferDefinition}`,

    plan({ document, operationName, overrides, incremental = false }) {
      try {
        const parsed = parse(document, { noLocation: true });
        const operation = operationFromDocument(plannedSchema, incremental ? parsed : withoutDefer(parsed), {
          operationName,
          validate: false,
        });
        const { node } = planner.buildQueryPlan(operation, { overrideConditions: new Map(overrides) });
        return translated(node);
      } catch (error) {
        throw new PlanningFailed(error instanceof Error ? error.message : String(error));
      }
    },
  };
}

function plannerFor(sdl: string, supergraph: Supergraph) {
  const planned = planningSupergraph(sdl);
  if (planned) {
    try {
      const rewritten = Supergraph.build(planned.sdl, known);
      const planner = new QueryPlanner(rewritten, plannerOptions);
      return { plannedSchema: rewritten.apiSchema(), planner, translated: planned.translated };
    } catch {
      // A supergraph of a kind that the rewriting does not know yet is planned as it is.
    }
  }
  const planner = new QueryPlanner(supergraph, plannerOptions);
  return { plannedSchema: supergraph.apiSchema(), planner, translated: (node: PlanRoot) => node };
}

function withoutDefer(document: DocumentNode): DocumentNode {
  return visit(document, { Directive: (directive) => (directive.name.value === "defer" ? null : undefined) });
}
