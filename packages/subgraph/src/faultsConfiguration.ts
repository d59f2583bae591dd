import {
  type FaultPlan,
  type Faults,
  faultsBy,
  followFaultsFile,
  noFaults,
  parseFaults,
  readFaultsFile,
} from "@angidi/faults";
import type { Logger } from "pino";
import { z } from "zod";
import { parseEnvironment } from "./configuration.ts";
import type { Environment } from "./module.ts";

/** The variables that say what is to go wrong, to be spread into the configuration of whoever runs subgraphs or a gateway. */
export function faultVariables({ NODE_ENV }: Environment) {
  const given = z.string().superRefine((_text, { addIssue }) => {
    // Whoever wants to try what happens has a copy of the platform to do it on.
    if (NODE_ENV === "production") addIssue("faults must not be injected in production");
  });
  const tell = (
    text: string,
    read: (text: string) => { readonly mistakes: readonly string[] },
    context: z.RefinementCtx,
  ) => {
    for (const mistake of read(text).mistakes) context.addIssue(mistake);
  };
  return {
    FAULTS: given.superRefine((text, context) => tell(text, parseFaults, context)).optional(),
    /** The same in a file, which may change; in place of the other. */
    FAULTS_FILE: given.superRefine((file, context) => tell(file, readFaultsFile, context)).optional(),
    /** What the dice fall by. */
    FAULTS_SEED: z.coerce.number().int().default(1),
  };
}

/** What this process puts around its ports: noFaults unless there are to be some. Throws ConfigurationError. */
export function readFaults(environment: Environment, log: Pick<Logger, "warn">): Faults {
  const { FAULTS, FAULTS_FILE, FAULTS_SEED } = parseEnvironment(z.object(faultVariables(environment)), environment);
  if (FAULTS === undefined && FAULTS_FILE === undefined) return noFaults;
  log.warn({ faults: FAULTS, file: FAULTS_FILE, seed: FAULTS_SEED }, "Things go wrong here on purpose");
  const planned: FaultPlan = parseFaults(FAULTS ?? "").plan;
  const plan =
    FAULTS_FILE === undefined
      ? () => planned
      : followFaultsFile(FAULTS_FILE, (mistakes) => log.warn({ mistakes }, "The faults stay as they were")).plan;
  return faultsBy(plan, FAULTS_SEED);
}
