import { parseArgs } from "node:util";
import { scenarios } from "./scenarios.ts";

/** What a run of the benchmark is told on the command line. */
export interface Options {
  /** The names of what is measured. */
  readonly only: readonly string[];
  /** For how long each is measured. */
  readonly seconds: number;
  readonly connections: number;
  /** How often everything is measured; medians are told. */
  readonly rounds: number;
  readonly subscribers: number;
  /** Prints the results as JSON and nothing else. */
  readonly json: boolean;
  /** A folder for a CPU profile of the platform, to be opened in a browser's developer tools. */
  readonly profile: string | undefined;
}

export const fanOut = "fan-out";

export const usage = `npm run bench -- [options]
  --only NAME,…        of ${[...scenarios.map(({ name }) => name), fanOut].join(", ")}
  --seconds N          each, 8 unless said
  --connections N      clients at a time, and connections of the floor, 16 unless said
  --rounds N           measures everything so often and tells the medians, 3 unless said
  --subscribers N      of the fan-out, 1000 unless said
  --json               prints the results as JSON and nothing else
  --profile FOLDER     writes a CPU profile of the platform there`;

/** Throws an Error with the usage for options that it does not know. */
export function readOptions(args: readonly string[]): Options {
  const names = [...scenarios.map(({ name }) => name), fanOut];
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        only: { type: "string" },
        seconds: { type: "string", default: "8" },
        connections: { type: "string", default: "16" },
        rounds: { type: "string", default: "3" },
        subscribers: { type: "string", default: "1000" },
        json: { type: "boolean", default: false },
        profile: { type: "string" },
      },
    });
    const only = values.only?.split(",") ?? names;
    const unknown = only.filter((name) => !names.includes(name));
    if (unknown.length > 0) throw new Error(`There is no ${unknown.join(", ")}`);
    return {
      only,
      seconds: positive("seconds", values.seconds),
      connections: positive("connections", values.connections),
      rounds: positive("rounds", values.rounds),
      subscribers: positive("subscribers", values.subscribers),
      json: values.json,
      profile: values.profile,
    };
  } catch (error) {
    throw new Error(`${(error as Error).message}\n\n${usage}`);
  }
}

function positive(name: string, text: string): number {
  const value = Number(text);
  if (!(value > 0)) throw new Error(`--${name} must be a number above 0`);
  return value;
}
