import { aligned } from "../src/aligned.ts";
import { median } from "../src/statistics.ts";
import type { Result, Results, ScenarioResults } from "./benchmark.ts";
import type { ContestantName } from "./contestants.ts";
import type { Measured } from "./measure.ts";

const megabyte = 1024 * 1024;
const kilobyte = 1000;

/** The results as tables for people. Every figure is the median of the rounds. */
export function tablesOf({ machine, connections, seconds, scenarios }: Results): string {
  return [
    `${machine.cpu}, ${machine.cores} cores, Node ${machine.node.slice(1)}`,
    `commit ${machine.commit.slice(0, 10)}${machine.changed ? " with changes" : ""}, ${machine.date}`,
    `${connections} connections, ${seconds} s a round; times in ms, CPU in ms for one request`,
    ...scenarios.flatMap((scenario) => ["", ...tableOf(scenario)]),
    "",
    ...comparisonOf(scenarios),
  ].join("\n");
}

function tableOf({ scenario, results }: ScenarioResults): string[] {
  const size = `${(results[0]!.bytes / kilobyte).toFixed(1)} kB`;
  const header = [`${scenario} (${size})`, "per s", "p50", "p99", "CPU", "memory", "fetches", "alone", "others"];
  const rows = results.map((result) => {
    const of = (figure: (measured: Measured) => number) => medianOf(result, figure);
    return [
      result.contestant,
      of(({ perSecond }) => perSecond).toFixed(0),
      of(({ p50 }) => p50).toFixed(1),
      of(({ p99 }) => p99).toFixed(1),
      of(({ cpu }) => cpu).toFixed(3),
      `${of(({ residentBytes }) => residentBytes / megabyte).toFixed(0)} MB`,
      of(({ fetches }) => fetches).toFixed(1),
      String(result.fetchesAlone),
      of(({ othersCpus }) => othersCpus).toFixed(2),
    ];
  });
  return aligned([header, ...rows]);
}

/** Angidi beside each of the others: by requests per second, and in parentheses by CPU; the goal where there is one. */
function comparisonOf(scenarios: readonly ScenarioResults[]): string[] {
  const header = [
    "angidi by requests (by CPU)",
    "× apollo",
    "goal",
    "× hive",
    "goal",
    "of the bound",
    "goal",
    "memory",
  ];
  const rows = scenarios.map(({ scenario, goals, results }) => {
    const { byRequests, byCpu } = ratios(results);
    const times = (other: ContestantName) => `${byRequests(other).toFixed(1)} (${byCpu(other).toFixed(1)})`;
    const share = (other: ContestantName) => `${percent(byRequests(other))} (${percent(byCpu(other))})`;
    return [
      scenario,
      times("apollo"),
      goals ? `≥ ${goals.apollo}` : "–",
      times("hive"),
      goals ? `≥ ${goals.hive}` : "–",
      share("bound"),
      goals ? `≥ ${percent(goals.bound)}` : "–",
      isSmallest(results) ? "least" : "not least",
    ];
  });
  return aligned([header, ...rows]);
}

/** Round by round, and of those the median: what disturbs the machine for longer than a turn disturbs both. */
function ratios(results: readonly Result[]) {
  const roundsOf = (name: ContestantName) => results.find(({ contestant }) => contestant === name)!.rounds;
  const ratio = (over: ContestantName, under: ContestantName, figure: (measured: Measured) => number) =>
    median(roundsOf(over).map((measured, round) => figure(measured) / figure(roundsOf(under)[round]!)));
  return {
    byRequests: (other: ContestantName) => ratio("angidi", other, ({ perSecond }) => perSecond),
    byCpu: (other: ContestantName) => ratio(other, "angidi", ({ cpu }) => cpu),
  };
}

/** Whether angidi's process holds less memory than either of the other gateways. */
function isSmallest(results: readonly Result[]): boolean {
  const memoryOf = (name: ContestantName) =>
    medianOf(results.find(({ contestant }) => contestant === name)!, ({ residentBytes }) => residentBytes);
  return memoryOf("angidi") < Math.min(memoryOf("apollo"), memoryOf("hive"));
}

function medianOf({ rounds }: Result, figure: (measured: Measured) => number): number {
  return median(rounds.map(figure));
}

function percent(share: number): string {
  return `${(100 * share).toFixed(0)} %`;
}
