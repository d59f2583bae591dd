/**
 * The orders subgraph as a process that dies: it carries out one operation and is killed, as by `kill -9`, right after a
 * step of the placement or after what undoes it. Told what to do by its environment; see crash.test.ts.
 */
import { servicesByUrl } from "@angidi/service-client";
import { requestOf } from "@angidi/testing";
import { pino } from "pino";
import { ordersWith, type Saga, type Sagas } from "../../src/index.ts";

const { DIE_AFTER, QUERY, VARIABLES, ASKER, SERVICE_SIGNING_KEY } = process.env as Record<string, string>;

/** Lets the act happen and dies before anybody hears of it. */
const deadly =
  <Parameters extends unknown[], Result>(act: (...parameters: Parameters) => Promise<Result>) =>
  async (...parameters: Parameters): Promise<Result> => {
    await act(...parameters);
    process.kill(process.pid, "SIGKILL");
    return new Promise(() => {});
  };

const module = ordersWith(
  (sagas): Sagas => ({
    placement: withDeath(sagas.placement),
    refund: withDeath(sagas.refund),
    return: withDeath(sagas.return),
  }),
);

/** A saga with the death that is meant for this process at one of its steps. */
function withDeath<Subject, Reason>(saga: Saga<Subject, Reason>): Saga<Subject, Reason> {
  const steps = saga.steps.map((step) => ({
    ...step,
    run: DIE_AFTER === `${saga.name}: ${step.name}` ? deadly(step.run) : step.run,
    undo: step.undo && DIE_AFTER === `${saga.name}: undo ${step.name}` ? deadly(step.undo) : step.undo,
  }));
  return { ...saga, steps };
}

const subgraph = await module.create(process.env, {
  services: servicesByUrl(process.env),
  log: pino({ level: "silent" }),
});
// Its workers are not set going, or they might meet with the death that is meant for the operation.
const result = await subgraph.transport.execute(
  requestOf(QUERY!, JSON.parse(VARIABLES!), JSON.parse(ASKER ?? "{}"), SERVICE_SIGNING_KEY!),
);
process.stdout.write(`${JSON.stringify(result)}\n`);
process.exit(0);
