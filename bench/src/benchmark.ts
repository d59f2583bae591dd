import type { BenchPlatform } from "./benchPlatform.ts";
import { type FanOut, measureFanOut } from "./fanOut.ts";
import { type Floor, floorOf, hasPgbench } from "./floor.ts";
import { doOnce } from "./graph.ts";
import { type Measured, underLoad } from "./load.ts";
import { type Circumstances, circumstances } from "./machine.ts";
import { fanOut, type Options } from "./options.ts";
import type { Scenario } from "./scenario.ts";
import { scenarios } from "./scenarios.ts";
import { median } from "./statistics.ts";
import type { RecordedRun } from "./templates.ts";
import { makeWorld, type World } from "./world.ts";

/** What was measured of one scenario. */
export interface Result {
  readonly scenario: string;
  readonly aim: number | undefined;
  readonly statements: readonly string[];
  readonly rounds: readonly Measured[];
  /** Empty where pgbench is not installed. */
  readonly floors: readonly Floor[];
}

/** Everything that one run of the benchmark has found. */
export interface Results {
  readonly circumstances: Circumstances;
  readonly seconds: number;
  readonly connections: number;
  readonly results: readonly Result[];
  readonly fanOut: readonly FanOut[];
}

const warmUpSeconds = 3;
/** So many of the things that a scenario can be done with are recorded for the floor. */
const mostRecorded = 16;

/**
 * Measures the platform and then, with the platform gone and nothing else at work, the floors: each scenario's own
 * statements on the same database. `say` is told what is being done.
 */
export async function benchmark(
  platform: BenchPlatform,
  options: Options,
  say: (phrase: string) => void,
): Promise<Results> {
  const world = await makeWorld(platform.url);
  const chosen = scenarios.filter(
    ({ name, needs }) => options.only.includes(name) && (!needs || world.rootFields.includes(needs)),
  );
  // Before any load: a request that its client gave up on goes on sending statements.
  const recordings = new Map<Scenario, RecordedRun[]>();
  for (const scenario of chosen) {
    say(`${scenario.name}: recording`);
    recordings.set(scenario, await recordRuns(platform, scenario, world));
  }

  const measured = new Map<Scenario, Measured[]>(chosen.map((scenario) => [scenario, []]));
  const fanOuts: FanOut[] = [];
  const order = { url: platform.url, world, connections: options.connections, warmUpSeconds, seconds: options.seconds };
  for (let round = 1; round <= options.rounds; round++) {
    for (const scenario of chosen) {
      const one = await underLoad(platform, { ...order, scenario: scenario.name });
      measured.get(scenario)!.push(one);
      say(`${scenario.name}, round ${round}: ${one.perSecond.toFixed(0)} in a second`);
    }
    if (!options.only.includes(fanOut)) continue;
    say(`${fanOut}, round ${round}: ${options.subscribers} subscribers`);
    fanOuts.push(await measureFanOut(platform, world, options.subscribers));
  }
  await platform.stop();

  const floors = new Map<Scenario, Floor[]>(chosen.map((scenario) => [scenario, []]));
  const rounds = (await hasPgbench()) ? options.rounds : 0;
  if (rounds === 0) say("pgbench is not installed (Debian: postgresql-contrib), so there are no floors");
  for (let round = 1; round <= rounds; round++) {
    for (const scenario of chosen) {
      const one = await floorOf(platform, recordings.get(scenario)!, options);
      floors.get(scenario)!.push(one);
      say(`${scenario.name}, floor ${round}: ${one.perSecond.toFixed(0)} in a second`);
    }
  }
  return {
    circumstances: await circumstances(platform.databaseUrl),
    seconds: options.seconds,
    connections: options.connections,
    results: chosen.map((scenario) => ({
      scenario: scenario.name,
      aim: scenario.aim,
      statements: recordings.get(scenario)![0]!.statements.map(({ label }) => label),
      rounds: measured.get(scenario)!,
      floors: floors.get(scenario)!,
    })),
    fanOut: fanOuts,
  };
}

/** What a scenario sends to the database with each of the things that it can be done with. */
export async function recordRuns(
  platform: Pick<BenchPlatform, "url" | "record">,
  scenario: Scenario,
  world: World,
  most = mostRecorded,
): Promise<RecordedRun[]> {
  const runs: RecordedRun[] = [];
  await doOnce(platform.url, scenario, world, 0); // plans and fills what is cached
  for (let choice = 0; choice < Math.min(scenario.choices(world), most); choice++) {
    const record = () => platform.record(() => doOnce(platform.url, scenario, world, choice));
    runs.push({ statements: await record(), again: await record() });
  }
  return runs;
}

/** The median over the rounds of what `of` gives; a round in which nothing was finished has no say. */
export function over<Round>(rounds: readonly Round[], of: (round: Round) => number): number {
  return median(rounds.map(of).filter(Number.isFinite));
}
