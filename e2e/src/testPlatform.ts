import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startPlatform } from "@angidi/local";
import { emptyDatabase } from "@angidi/testing";
import { composePlatform } from "./composition.ts";

export interface Platform {
  readonly url: string;
  readonly wsUrl: string;
  /** What its programs were started with; another platform started with it continues where this one was. */
  readonly environment: Readonly<Record<string, string>>;
  /** The last of what its programs printed. */
  output(): string;
  stop(): Promise<void>;
}

/** The platform with the demo store, on a database of its own that is gone after `stop`. */
export async function startTestPlatform({
  mode,
  environment: extra = {},
}: {
  readonly mode: "one-process" | "distributed" | "in-this-process";
  readonly environment?: Readonly<Record<string, string>>;
}): Promise<Platform> {
  const world = await platformWorld(extra);
  const { environment } = world;
  try {
    const platform =
      mode === "in-this-process"
        ? { ...(await composePlatform(environment)), output: () => "" }
        : await startPlatform({ mode, environment });
    return {
      url: platform.url,
      wsUrl: platform.wsUrl,
      environment,
      output: platform.output,
      async stop() {
        await platform.stop();
        await world.drop();
      },
    };
  } catch (error) {
    await world.drop();
    throw error;
  }
}

/** A database and a data folder for one platform, as environment variables. */
export async function platformWorld(extra: Readonly<Record<string, string>> = {}) {
  const database = await emptyDatabase("platform");
  const folder = mkdtempSync(join(tmpdir(), "angidi-e2e-"));
  return {
    environment: {
      DATABASE_URL: database.url,
      ANGIDI_DATA: folder,
      SERVICE_SIGNING_KEY: randomBytes(32).toString("hex"),
      LOG_LEVEL: "warn",
      NODE_ENV: "test",
      // Limits are counted by address there, and all scenarios have the same one.
      REDIS_URL: "",
      // They are made while the platform is in use: scenarios look at their own.
      DEMO_ORDERS: "off",
      ...extra,
    } as Readonly<Record<string, string>>,
    async drop() {
      await database.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
