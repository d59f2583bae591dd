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
  const forPlanning = planningSupergraph(sdl);
  const planned = forPlanning ? Supergraph.build(forPlanning.sdl, known) : supergraph;
  const plannedSchema = planned.apiSchema();
  const planner = new QueryPlanner(planned, plannerOptions);

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
        return forPlanning ? forPlanning.translated(node) : node;
      } catch (error) {
        throw new PlanningFailed(error instanceof Error ? error.message : String(error));
      }
    },
  };
}

function withoutDefer(document: DocumentNode): DocumentNode {
  return visit(document, { Directive: (directive) => (directive.name.value === "defer" ? null : undefined) });
}
