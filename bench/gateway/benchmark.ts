import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { composeSupergraph } from "@angidi/gateway";
import { type Machine, machine } from "../src/machine.ts";
import { type Agreed, agree, ask, dataOf } from "./agreement.ts";
import type { Recording, Recordings } from "./bound.ts";
import { type Contestant, type ContestantName, startContestant } from "./contestants.ts";
import { type Clients, type Measured, startClients } from "./measure.ts";
import type { Options } from "./options.ts";
import { type Goals, type Query, type Scenario, scenarios } from "./scenarios.ts";
import { sdlOf } from "./subgraphs/answers.ts";
import { type Subgraphs, startSubgraphs } from "./subgraphs/control.ts";

/** What was measured of one contestant in one scenario. */
export interface Result {
  readonly contestant: ContestantName;
  /** Requests to subgraphs for one request when nothing else is under way. */
  readonly fetchesAlone: number;
  /** Of an answer. */
  readonly bytes: number;
  readonly rounds: readonly Measured[];
}

export interface ScenarioResults {
  readonly scenario: string;
  readonly query: Query;
  readonly goals: Goals | undefined;
  readonly results: readonly Result[];
}

/** Everything that one run has found. */
export interface Results {
  readonly machine: Machine;
  readonly connections: number;
  readonly seconds: number;
  readonly scenarios: readonly ScenarioResults[];
}

type Say = (phrase: string) => void;

/** Measures the gateways beside each other and beside the bound. `say` is told what is being done. */
export async function benchmark(options: Options, say: Say): Promise<Results> {
  const folder = mkdtempSync(join(tmpdir(), "angidi-bench-gateway-"));
  await using started = new AsyncDisposableStack();
  started.defer(() => rmSync(folder, { recursive: true, force: true }));
  const subgraphs = await startSubgraphs();
  started.defer(subgraphs.stop);
  const start = async (name: ContestantName, file: string) => {
    const contestant = await startContestant(name, file, options.profile);
    started.defer(contestant.stop);
    return contestant;
  };

  const supergraph = join(folder, "supergraph.graphql");
  writeFileSync(supergraph, supergraphOf(subgraphs));
  const angidi = await start("angidi", supergraph);
  const apollo = await start("apollo", supergraph);
  const hive = await start("hive", supergraph);
  const recordings = join(folder, "recordings.json");
  say("Recording the fetches");
  writeFileSync(recordings, JSON.stringify(await recordingsOf(angidi, subgraphs)));
  const contestants = [angidi, apollo, hive, await start("bound", recordings)];

  const trials = await trialsOf(contestants, subgraphs);
  const clients = startClients(subgraphs);
  started.defer(clients.stop);
  await inRounds(trials, clients, options, say);
  return {
    machine: machine(),
    connections: options.connections,
    seconds: options.seconds,
    scenarios: scenarios.map((scenario) => ({
      scenario: scenario.name,
      query: scenario.query,
      goals: scenario.goals,
      results: trials
        .filter((trial) => trial.scenario === scenario)
        .map(({ contestant, agreed, rounds }) => ({
          contestant: contestant.name,
          fetchesAlone: agreed.fetches,
          bytes: agreed.bytes,
          rounds,
        })),
    })),
  };
}

export function supergraphOf({ urls }: Subgraphs): string {
  return composeSupergraph(Object.entries(urls).map(([name, url]) => ({ name, url, sdl: sdlOf(name) })));
}

export async function recordingsOf(angidi: Contestant, subgraphs: Subgraphs): Promise<Recordings> {
  const recordings: Recording[] = [];
  for (const { body } of scenarios) {
    const answer = await ask(angidi.url, body); // what is cached is then in the cache
    recordings.push({ body, answer, waves: await subgraphs.record(() => ask(angidi.url, body)) });
  }
  return { urls: subgraphs.urls, recordings };
}

/** One contestant in one scenario. */
interface Trial {
  readonly scenario: Scenario;
  readonly contestant: Contestant;
  readonly agreed: Agreed;
  readonly rounds: Measured[];
}

/** In the order in which they are measured. Throws when the contestants do not answer the same. */
async function trialsOf(contestants: readonly Contestant[], subgraphs: Subgraphs): Promise<Trial[]> {
  const trials: Trial[] = [];
  for (const scenario of scenarios) {
    const expected = dataOf(await ask(contestants[0]!.url, scenario.body));
    for (const contestant of contestants) {
      const agreed = await agree(contestant, scenario, subgraphs, expected);
      trials.push({ scenario, contestant, agreed, rounds: [] });
    }
  }
  return trials;
}

/** Contestants take turns in each scenario, so that a noisy moment of the machine does not meet one of them alone. */
async function inRounds(trials: readonly Trial[], clients: Clients, options: Options, say: Say): Promise<void> {
  for (const scenario of scenarios) {
    const contesting = trials.filter((trial) => trial.scenario === scenario);
    for (const trial of contesting)
      await clients.measure(trial.contestant, orderOf(trial, options, options.warmUpSeconds));
    for (let round = 1; round <= options.rounds; round++) {
      for (const trial of contesting) {
        const measured = await clients.measure(trial.contestant, orderOf(trial, options, options.seconds));
        trial.rounds.push(measured);
        say(`${scenario.name}, round ${round}, ${trial.contestant.name}: ${measured.perSecond.toFixed(0)} in a second`);
      }
    }
  }
}

function orderOf({ scenario, agreed }: Trial, { connections }: Options, seconds: number) {
  return { body: scenario.body, isRepeated: scenario.isRepeated, bytes: agreed.bytes, connections, seconds };
}
