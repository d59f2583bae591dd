import type { Locale } from "../locales.ts";
import { account as germanAccount } from "./de/account.ts";
import { browse as germanBrowse } from "./de/browse.ts";
import { common as germanCommon } from "./de/common.ts";
import { purchase as germanPurchase } from "./de/purchase.ts";
import { account } from "./en/account.ts";
import { browse } from "./en/browse.ts";
import { common } from "./en/common.ts";
import { purchase } from "./en/purchase.ts";

const en = { common, browse, purchase, account };

/** The storefront's words, by area. English says what there is; what varies with a number is a function of it. */
export type Messages = typeof en;

/** The words of each language. */
export const messages: Readonly<Record<Locale, Messages>> = {
  en,
  de: { common: germanCommon, browse: germanBrowse, purchase: germanPurchase, account: germanAccount },
};
