import { repeatedly, type Worker } from "@angidi/datastores";
import type { Ports } from "../ports.ts";
import { forgetExpired } from "../usecases/forgetExpired.ts";
import { rotateSigningKeys } from "../usecases/rotateSigningKeys.ts";

const everyMilliseconds = 60 * 60_000;

export interface Lifetimes {
  readonly accessToken: number;
  readonly refreshToken: number;
  readonly signingKey: number;
}

/** Once an hour: deletes what has expired, and renews the signing key in time. Any number of processes may do it. */
export function housekeeping(ports: Pick<Ports, "store" | "keyPairs" | "clock" | "log">, seconds: Lifetimes): Worker {
  return repeatedly({
    name: "users.housekeeping",
    everyMilliseconds,
    onError: (error) => ports.log.error({ err: error }, "Housekeeping failed; it is tried again later"),
    async run() {
      await rotateSigningKeys(ports, {
        now: ports.clock(),
        keyLifetimeSeconds: seconds.signingKey,
        tokenLifetimeSeconds: seconds.accessToken,
      });
      return forgetExpired(ports, { refreshTokenLifetimeSeconds: seconds.refreshToken });
    },
  });
}
