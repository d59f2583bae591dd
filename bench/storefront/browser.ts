import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContext, chromium } from "playwright-core";

export interface MeasuringBrowser extends AsyncDisposable {
  readonly context: BrowserContext;
  /** Where Lighthouse steers it. */
  readonly debuggingPort: number;
}

/** Where Debian and others put it. */
const places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** Starts an installed Chromium that asks nobody for anything but the pages. `chrome`: one elsewhere. Throws when there is none. */
export async function openBrowser(chrome: string | undefined): Promise<MeasuringBrowser> {
  const executablePath = [chrome, ...places].find((path) => path && existsSync(path));
  if (!executablePath) throw new Error("There is no Chromium here: install one, or name it by --chrome");
  const folder = await mkdtemp(join(tmpdir(), "angidi-browser-"));
  const debuggingPort = await freePort();
  const context = await chromium.launchPersistentContext(folder, {
    executablePath,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--no-first-run",
      `--remote-debugging-port=${debuggingPort}`,
    ],
  });
  return {
    context,
    debuggingPort,
    async [Symbol.asyncDispose]() {
      await context.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
