import { type Logger, pino } from "pino";
import type { Environment } from "./module.ts";

/** A JSON logger on standard error, so that standard output stays free for what a program prints. */
export function createLogger(name: string, environment: Environment): Logger {
  return pino(
    {
      name,
      level: environment.LOG_LEVEL || "info",
      redact: ["*.password", "*.token", "*.accessToken", "*.refreshToken", "headers.authorization"],
    },
    pino.destination({ dest: 2, sync: true }),
  );
}
