import { loadOperations } from "@angidi/service-client";
import { request } from "undici";
import type { Memory, Scenario } from "./scenario.ts";
import type { World } from "./world.ts";

const operations = loadOperations(new URL("./operations.graphql", import.meta.url));

/** The text of a benchmark's operation. */
export function textOf(operation: string): string {
  const text = operations[operation];
  if (!text) throw new Error(`The benchmark has no operation ${operation}`);
  return text;
}

/** The body of a request as a client sends it. */
export function bodyOf(operation: string, variables: Record<string, unknown>): string {
  return JSON.stringify({ query: textOf(operation), variables, operationName: operation });
}

/** Sends one operation and gives the answer's text. Throws for another status than 200. */
async function send(url: string, body: string, token?: string): Promise<string> {
  const { statusCode, body: answer } = await request(url, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body,
  });
  const text = await answer.text();
  if (statusCode !== 200) throw new Error(`Status ${statusCode}: ${text.slice(0, 500)}`);
  return text;
}

/** Sends one operation and gives its data. Throws when the answer holds errors. */
export async function ask(
  url: string,
  operation: string,
  variables: Record<string, unknown> = {},
  token?: string,
  // biome-ignore lint/suspicious/noExplicitAny: whoever asks knows what was asked for
): Promise<any> {
  const { data, errors } = JSON.parse(await send(url, bodyOf(operation, variables), token));
  if (errors) throw new Error(`${operation}: ${JSON.stringify(errors)}`);
  return data;
}

/** Does a scenario once, with the chosen thing. Gives what it remembers; throws when an answer is not what it should be. */
export async function doOnce(url: string, scenario: Scenario, world: World, choice: number): Promise<Memory> {
  const memory: Memory = {};
  for (const step of scenario.steps) {
    const text = await send(url, bodyOf(step.operation, step.variables(world, choice, memory)));
    if (!isRight(text, step.expects)) throw new Error(`${scenario.name}, ${step.operation}: ${text.slice(0, 500)}`);
    step.keep?.(JSON.parse(text).data, memory);
  }
  return memory;
}

/** Whether an answer holds what it should and no errors. */
export function isRight(text: string, expected: string): boolean {
  return text.includes(expected) && !text.startsWith('{"errors"') && !text.includes('"errors":[');
}
