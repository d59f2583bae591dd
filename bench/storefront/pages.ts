import type { Browser, Page } from "playwright-core";

/** The pages that are measured, found as a shopper finds them: by the links of the page before. */
export async function pagesOf(browser: Browser, url: string): Promise<Readonly<Record<string, string>>> {
  const page = await browser.newPage();
  try {
    await page.goto(url);
    const category = await firstLink(page, "/categories/");
    await page.goto(category);
    const product = await firstLink(page, "/products/");
    return { home: url, category, product };
  } finally {
    await page.close();
  }
}

async function firstLink(page: Page, path: string): Promise<string> {
  const link = page.locator(`main a[href^="${path}"], nav a[href^="${path}"]`).first();
  const href = await link.getAttribute("href");
  if (!href) throw new Error(`${page.url()} has no link to ${path}`);
  return new URL(href, page.url()).href;
}
