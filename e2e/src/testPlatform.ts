import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startPlatform } from "@angidi/local";
import { emptyDatabase } from "@angidi/testing";
import { composePlatform } from "./composition.ts";
import { type EngineSet, embeddedEngines, enginesOfScale } from "./engines.ts";

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
  engines = "embedded",
  environment: extra = {},
}: {
  readonly mode: "one-process" | "distributed" | "in-this-process";
  readonly engines?: EngineSet;
  readonly environment?: Readonly<Record<string, string>>;
}): Promise<Platform> {
  const world = await platformWorld(extra, engines);
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

/** A place of its own for one platform in every store, and a data folder, as environment variables. */
export async function platformWorld(extra: Readonly<Record<string, string>> = {}, engines: EngineSet = "embedded") {
  const place = engines === "embedded" ? embeddedEngines : enginesOfScale();
  const database = await emptyDatabase("platform");
  const folder = mkdtempSync(join(tmpdir(), "angidi-e2e-"));
  return {
    environment: {
      DATABASE_URL: database.url,
      ANGIDI_DATA: folder,
      SERVICE_SIGNING_KEY: randomBytes(32).toString("hex"),
      LOG_LEVEL: "warn",
      NODE_ENV: "test",
      ...place.environment,
      // They are made while the platform is in use: scenarios look at their own.
      DEMO_ORDERS: "off",
      ...extra,
    } as Readonly<Record<string, string>>,
    async drop() {
      await place.drop();
      await database.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
