import type { Locale } from "../locales.ts";
import { account as germanAccount } from "./de/account.ts";
import { browse as germanBrowse } from "./de/browse.ts";
import { chrome as germanChrome } from "./de/chrome.ts";
import { purchase as germanPurchase } from "./de/purchase.ts";
import { account } from "./en/account.ts";
import { browse } from "./en/browse.ts";
import { chrome } from "./en/chrome.ts";
import { purchase } from "./en/purchase.ts";

const en = { chrome, browse, purchase, account };

/** The storefront's words, by area. English says what there is; what varies with a number is a function of it. */
export type Messages = typeof en;

/** The words of each language. */
export const messages: Readonly<Record<Locale, Messages>> = {
  en,
  de: { chrome: germanChrome, browse: germanBrowse, purchase: germanPurchase, account: germanAccount },
};
