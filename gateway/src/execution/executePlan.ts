import type { ExecutionResult } from "graphql";

type PlannedOperation = any; // interim

import type { Step } from "../planning/steps.ts";
import { Failures } from "./failures.ts";
import { type Execution, runFetch } from "./fetch.ts";
import { type Container, mergeInto } from "./merge.ts";
import { type Place, placesAt } from "./places.ts";
import { project } from "./project.ts";
import type { OperationRequest } from "./request.ts";

/**
 * Executes a planned query or mutation: its fetches in the plan's order, merged into one tree, and of that tree what
 * the client selected. Never rejects; whatever fails is among the errors, and empties no more than its own branch.
 */
export async function executePlan(plan: PlannedOperation, request: OperationRequest): Promise<ExecutionResult> {
  const data: Container = Object.create(null);
  const execution: Execution = { request, failures: new Failures(), matches: plan.supergraph.matches };
  if (plan.introspection) {
    const { data: schema, errors } = plan.introspection(plan.supergraph.apiSchema, request.variables);
    if (errors) return { errors, data: null };
    mergeInto(data, schema as Container, false);
  }
  return finish(plan, execution, data, plan.step);
}

/** Runs what is left to do on data that may hold something already, and writes the response. */
export async function finish(
  plan: PlannedOperation,
  execution: Execution,
  data: Container,
  step: Step | undefined,
): Promise<ExecutionResult> {
  if (step) await run(execution, step, [{ object: data, path: undefined }]);
  const { apiSchema } = plan.supergraph;
  return project({
    schema: apiSchema,
    rootType: apiSchema.getRootType(plan.operation.operation)!,
    selection: plan.shapeOf(execution.request.variables),
    data,
    failures: execution.failures,
    clientKeys: plan.clientKeys,
  });
}

async function run(execution: Execution, step: Step, places: readonly Place[]): Promise<void> {
  switch (step.kind) {
    case "fetch":
      return runFetch(execution, step, places);
    case "sequence":
      // In order: a mutation's fields follow each other, and a fetch needs what those before it brought.
      for (const each of step.steps) await run(execution, each, places);
      return;
    case "parallel":
      await Promise.all(step.steps.map((each) => run(execution, each, places)));
      return;
    case "flatten": {
      const below = placesAt(places, step.path);
      if (below.length > 0) await run(execution, step.step, below);
      return;
    }
    case "condition": {
      const next = execution.request.variables[step.variable] ? step.met : step.unmet;
      if (next) await run(execution, next, places);
    }
  }
}
