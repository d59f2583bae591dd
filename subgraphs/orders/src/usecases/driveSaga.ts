import { parkedKey, type SagaName } from "../domain/parked.ts";
import type { Ports } from "../ports.ts";
import { type Driven, drive } from "../saga/runner.ts";
import type { Saga, SagaKey } from "../saga/saga.ts";
import type { StepPorts } from "../saga/step.ts";
import type { Call } from "../services/call.ts";
import { warnOfStall } from "./stall.ts";

export type DrivePorts = StepPorts & Pick<Ports, "sagas" | "log">;

/**
 * Drives a saga as far as it goes now. What stalls is told to the log and is a job's to go on with; what waited for staff
 * and is settled does not wait any more.
 */
export async function driveSaga<Subject, Reason>(
  saga: Saga<Subject, Reason>,
  ports: StepPorts & Pick<Ports, "log">,
  subject: Subject,
  call: Call,
): Promise<Driven<Subject>> {
  const driven = await drive(saga, subject, ports, call);
  const order = saga.orderOf(driven.subject);
  if (driven.kind === "stalled") {
    warnOfStall(ports.log, `The ${saga.name} of ${order.number} stalled at ${driven.step}`, driven.error);
  }
  const key = parkedKey({ saga: saga.name, id: saga.keyOf(driven.subject).id });
  if (driven.kind === "settled" && key in order.parked) await ports.parking.unpark(order, key);
  return driven;
}

/** The same for a subject that is known by its key. Throws when it is gone. */
export async function driveByKey<Subject, Reason>(
  saga: Saga<Subject, Reason>,
  ports: StepPorts & Pick<Ports, "log">,
  key: SagaKey,
  call: Call,
): Promise<Driven<Subject>> {
  const subject = await saga.find(key, ports);
  if (!subject) throw new Error(`The ${saga.name} ${key.id} is gone`);
  return driveSaga(saga, ports, subject, call);
}

/** The same for a saga that is known by its name. Whatever comes of it now, there must be a job. */
export async function driveByName(ports: DrivePorts, saga: SagaName, key: SagaKey, call: Call): Promise<void> {
  const drives = {
    placement: () => driveByKey(ports.sagas.placement, ports, key, call),
    edit: () => driveByKey(ports.sagas.edit, ports, key, call),
    refund: () => driveByKey(ports.sagas.refund, ports, key, call),
    return: () => driveByKey(ports.sagas.return, ports, key, call),
    fulfilment: () => driveByKey(ports.sagas.fulfilment, ports, key, call),
  } satisfies Record<SagaName, unknown>;
  await drives[saga]();
}
