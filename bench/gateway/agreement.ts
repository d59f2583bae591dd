import { isDeepStrictEqual } from "node:util";
import { request } from "undici";
import type { Contestant } from "./contestants.ts";
import type { Scenario } from "./scenarios.ts";
import type { Subgraphs } from "./subgraphs/control.ts";

/** What one contestant answers to the first request of one scenario. */
export interface Agreed {
  readonly text: string;
  readonly bytes: number;
  /** Requests to subgraphs that it took. */
  readonly fetches: number;
}

/** The text of the answer. Throws for an answer that holds errors. */
export async function ask(url: string, body: string): Promise<string> {
  const answer = await request(url, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/json" },
    body,
  });
  const text = await answer.body.text();
  if (answer.statusCode !== 200 || "errors" in JSON.parse(text)) {
    throw new Error(`${url} answered with status ${answer.statusCode}: ${text.slice(0, 2_000)}`);
  }
  return text;
}

/**
 * Has a contestant answer the first request of a scenario, with nothing else at work. Throws when its data is not
 * `expected`: gateways that answer differently cannot be compared.
 */
export async function agree(
  contestant: Contestant,
  scenario: Scenario,
  subgraphs: Subgraphs,
  expected: unknown,
): Promise<Agreed> {
  const before = await subgraphs.fetches();
  const text = await ask(contestant.url, scenario.body);
  const fetches = (await subgraphs.fetches()) - before;
  if (!isDeepStrictEqual(dataOf(text), expected)) {
    throw new Error(`${scenario.name}: ${contestant.name} has other data: ${text.slice(0, 2_000)}`);
  }
  return { text, bytes: Buffer.byteLength(text), fetches };
}

export function dataOf(text: string): unknown {
  return JSON.parse(text).data;
}
