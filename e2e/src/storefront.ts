import { freePort, isReady } from "@angidi/local";
import { openChromium } from "@angidi/testing";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { type Platform, startTestPlatform } from "./testPlatform.ts";

/** The first time it is built, on a machine that is busy with other tests. */
const longestBuild = 300_000;

/** How long somebody waits for anything on a page. */
const longestWait = 20_000;

/** Somebody in front of a browser of their own. */
export interface Shopper {
  readonly page: Page;
  /** What their browser complained of: errors of scripts, of the console, breaches of the pages' policy. */
  readonly complaints: readonly string[];
  leave(): Promise<void>;
}

/** A platform with its storefront, and browsers to look at it. */
export interface StorefrontWorld {
  readonly platform: Platform;
  /** The storefront's address, without a slash at the end. */
  readonly url: string;
  /** Somebody who has never been here, at its home page's origin. */
  shopper(options?: BrowserContextOptions): Promise<Shopper>;
  stop(): Promise<void>;
}

/** Starts a platform in one process with the storefront as `npm start` serves it, and a browser. */
export async function startStorefrontWorld(): Promise<StorefrontWorld> {
  const url = `http://localhost:${await freePort()}`;
  const platform = await startTestPlatform({
    mode: "one-process",
    environment: { STOREFRONT: "on", STOREFRONT_PORT: new URL(url).port },
  });
  let browser: Browser | undefined;
  try {
    await isReady(url, AbortSignal.timeout(longestBuild));
    browser = await openChromium();
  } catch (error) {
    await platform.stop();
    throw new Error(`There is no storefront (${(error as Error).message}):\n${platform.output()}`);
  }
  const opened = browser;
  return {
    platform,
    url,
    shopper: (options) => shopperIn(opened, url, options),
    async stop() {
      await opened.close();
      await platform.stop();
    },
  };
}

async function shopperIn(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<Shopper> {
  const context = await browser.newContext({ baseURL: url, locale: "en-US", ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(longestWait);
  const complaints: string[] = [];
  page.on("pageerror", ({ message }) => complaints.push(message));
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(`${message.text()} (${message.location().url})`);
  });
  return { page, complaints, leave: () => context.close() };
}
