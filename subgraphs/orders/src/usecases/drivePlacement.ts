import type { Order } from "../domain/order.ts";
import type { Ports } from "../ports.ts";
import { type Driven, drive } from "../saga/runner.ts";
import type { StepPorts } from "../saga/step.ts";
import type { Call } from "../services/call.ts";
import { warnOfStall } from "./lookAgain.ts";

export type DrivePorts = StepPorts & Pick<Ports, "steps" | "log">;

/** Drives an order as far as it goes now. What stalls is told to the log and is a job's to go on with. */
export async function drivePlacement(ports: DrivePorts, order: Order, call: Call): Promise<Driven> {
  const driven = await drive(order, ports.steps, ports, call);
  if (driven.kind === "stalled") {
    warnOfStall(ports.log, `The order ${driven.order.number} stalled`, driven.error);
  }
  return driven;
}
