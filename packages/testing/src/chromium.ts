import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

/** Where Debian and others put it. */
const places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** The Chromium that is installed here: where CHROME_PATH says, or where it usually is; undefined when there is none. */
export function installedChromium(): string | undefined {
  return [process.env.CHROME_PATH, ...places].find((path) => path !== undefined && existsSync(path));
}

/**
 * Starts the installed Chromium without a window; it asks nobody for anything but the pages that it is shown. `debuggingPort`:
 * where other programs can steer it. Throws when there is none.
 */
export async function openChromium({ debuggingPort }: { readonly debuggingPort?: number } = {}): Promise<Browser> {
  const executablePath = installedChromium();
  if (!executablePath) throw new Error("There is no Chromium here: install one, or say where it is by CHROME_PATH");
  return chromium.launch({
    executablePath,
    args: [
      "--no-sandbox", // as root it runs with no other; it is shown pages of our own alone
      "--disable-gpu",
      "--disable-quic",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--no-first-run",
      ...(debuggingPort === undefined ? [] : [`--remote-debugging-port=${debuggingPort}`]),
    ],
  });
}
