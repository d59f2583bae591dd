/**
 * The clients, in a process of their own: takes an order from the process that started it, says when the warming up is
 * over, and answers with how long each run took.
 */
import autocannon from "autocannon";
import { bodyOf, isRight } from "./graph.ts";
import type { Memory, Scenario } from "./scenario.ts";
import { scenarios } from "./scenarios.ts";
import type { World } from "./world.ts";

/** What the clients are to do. */
export interface LoadOrder {
  readonly url: string;
  readonly scenario: string;
  readonly world: World;
  /** Each does run after run, without a pause. */
  readonly connections: number;
  readonly warmUpSeconds: number;
  readonly seconds: number;
}

/** What they tell. */
export type LoadReport =
  | { readonly kind: "began" }
  | {
      readonly kind: "ended";
      readonly seconds: number;
      /** How long each run took, in milliseconds, in no order. */
      readonly durations: readonly number[];
      readonly wrong: number;
      /** One of the wrong answers, to see what is wrong. */
      readonly wrongAnswer: string | undefined;
    };

process.on("message", (order: LoadOrder) => {
  void obey(order).then((report) => {
    process.send?.(report);
    process.disconnect();
  });
});

async function obey(order: LoadOrder): Promise<LoadReport> {
  await drive(order, order.warmUpSeconds);
  process.send?.({ kind: "began" } satisfies LoadReport);
  return drive(order, order.seconds);
}

async function drive({ url, scenario: name, world, connections }: LoadOrder, seconds: number): Promise<LoadReport> {
  const scenario = scenarios.find((one) => one.name === name)!;
  const durations: number[] = [];
  const wrongAnswers: string[] = [];
  const began = performance.now();
  const { errors, timeouts } = await autocannon({
    url,
    connections,
    duration: seconds,
    headers: { "content-type": "application/json" },
    requests: requestsOf(scenario, world, durations, wrongAnswers),
  });
  return {
    kind: "ended",
    seconds: (performance.now() - began) / 1000,
    durations,
    wrong: wrongAnswers.length + errors + timeouts,
    wrongAnswer: wrongAnswers[0],
  };
}

/** What a connection knows of the run it is in. */
interface Run {
  choice: number;
  began: number;
  memory: Memory;
}

function requestsOf(
  { steps, choices }: Scenario,
  world: World,
  durations: number[],
  wrongAnswers: string[],
): autocannon.Request[] {
  const many = choices(world);
  return steps.map((step, index) => ({
    method: "POST",
    setupRequest(request, context) {
      const run = context as Run;
      if (index === 0) {
        run.choice = Math.floor(Math.random() * many);
        run.memory = {};
        run.began = performance.now();
      }
      return { ...request, body: bodyOf(step.operation, step.variables(world, run.choice, run.memory)) };
    },
    onResponse(status, body, context) {
      const run = context as Run;
      if (status !== 200 || !isRight(body, step.expects)) {
        wrongAnswers.push(body.slice(0, 1_000));
        return;
      }
      step.keep?.(JSON.parse(body).data, run.memory);
      if (index === steps.length - 1) durations.push(performance.now() - run.began);
    },
  }));
}
