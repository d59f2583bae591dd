import { aligned } from "./aligned.ts";
import { over, type Result, type Results } from "./benchmark.ts";

const megabyte = 1024 * 1024;

/** The results as a table for people. Every figure is the median of the rounds. */
export function tableOf({ circumstances: made, results, fanOut, connections, seconds }: Results): string {
  const rows = results.map(rowOf);
  const header = [
    "",
    "per s",
    "p50",
    "p99",
    "platform",
    "postgres",
    "memory",
    "SQL",
    "floor",
    "of floor",
    "by CPU",
    "others",
  ];
  const lines = [
    `${made.cpu}, ${made.cores} cores, Node ${made.node.slice(1)}, PostgreSQL ${made.postgres}`,
    `commit ${made.commit.slice(0, 10)}${made.changed ? " with changes" : ""}, ${made.date}`,
    `${connections} clients, ${seconds} s a round; times in ms, CPU (platform, postgres) in ms for one operation`,
    "",
    ...aligned([header, ...rows]),
  ];
  if (fanOut.length > 0) {
    lines.push(
      "",
      `fan-out of a change to ${fanOut[0]!.subscribers} subscribers: ` +
        `half told after ${fixed(over(fanOut, ({ p50 }) => p50))}, 99 % after ${fixed(over(fanOut, ({ p99 }) => p99))}, ` +
        `all after ${fixed(over(fanOut, ({ last }) => last))}; ` +
        `${fixed(over(fanOut, ({ perSecond }) => perSecond))} told in a second, each with ` +
        `${over(fanOut, ({ statements }) => statements).toFixed(2)} statements, ` +
        `platform ${over(fanOut, ({ platformCpu }) => platformCpu).toFixed(2)}, ` +
        `postgres ${over(fanOut, ({ postgresCpu }) => postgresCpu).toFixed(2)}`,
    );
  }
  return lines.join("\n");
}

function rowOf({ scenario, aim, statements, rounds, floors }: Result): string[] {
  const perSecond = over(rounds, (round) => round.perSecond);
  const floor = over(floors, (round) => round.perSecond);
  return [
    scenario,
    `${fixed(perSecond)}${aim ? ` (aim ${aim})` : ""}`,
    over(rounds, ({ p50 }) => p50).toFixed(1),
    over(rounds, ({ p99 }) => p99).toFixed(1),
    over(rounds, ({ platformCpu }) => platformCpu).toFixed(2),
    over(rounds, ({ postgresCpu }) => postgresCpu).toFixed(2),
    `${fixed(over(rounds, ({ residentBytes }) => residentBytes) / megabyte)} MB`,
    String(statements.length),
    floors.length > 0 ? fixed(floor) : "–",
    floors.length > 0 ? `${fixed((100 * perSecond) / floor)} %` : "–",
    floors.length > 0 ? `${fixed(100 * shareOfCpu(rounds, floors))} %` : "–",
    over(rounds, ({ othersCpus }) => othersCpus).toFixed(2),
  ];
}

/** How much of all the CPU time that an operation takes the floor takes: what other work on the machine changes least. */
function shareOfCpu(rounds: Result["rounds"], floors: Result["floors"]): number {
  const whole = over(rounds, ({ platformCpu, postgresCpu, clientCpu }) => platformCpu + postgresCpu + clientCpu);
  return over(floors, ({ postgresCpu, clientCpu }) => postgresCpu + clientCpu) / whole;
}

function fixed(value: number): string {
  return value.toFixed(0);
}
