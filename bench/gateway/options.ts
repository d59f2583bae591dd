import { parseArgs } from "node:util";

/** What a run is told on the command line. */
export interface Options {
  readonly connections: number;
  /** How long each contestant is measured in each scenario and round. */
  readonly seconds: number;
  readonly warmUpSeconds: number;
  /** How often everything is measured; medians are told. */
  readonly rounds: number;
  /** Prints the results as JSON and nothing else. */
  readonly json: boolean;
  /** A folder for a CPU profile of each contestant, to be opened in a browser's developer tools. */
  readonly profile: string | undefined;
}

export const usage = `npm run bench:gateway -- [options]
  --connections N      50 unless said
  --seconds N          each contestant, scenario and round; 2 unless said
  --rounds N           measures everything so often and tells the medians, 3 unless said
  --quick              one short round, to see whether something moved at all
  --json               prints the results as JSON and nothing else
  --profile FOLDER     writes a CPU profile of each gateway there`;

/** Throws an Error with the usage for options that it does not know. */
export function readOptions(args: readonly string[]): Options {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        connections: { type: "string", default: "50" },
        seconds: { type: "string" },
        rounds: { type: "string" },
        quick: { type: "boolean", default: false },
        json: { type: "boolean", default: false },
        profile: { type: "string" },
      },
    });
    return {
      connections: positive("connections", values.connections),
      seconds: positive("seconds", values.seconds ?? (values.quick ? "1" : "2")),
      warmUpSeconds: values.quick ? 1 : 2,
      rounds: positive("rounds", values.rounds ?? (values.quick ? "1" : "3")),
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
