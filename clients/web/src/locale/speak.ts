import "server-only";
import { cookies, headers } from "next/headers";
import { cookieNames } from "../session/cookies.ts";
import { type Locale, localeOf } from "./locales.ts";
import { type Messages, messages } from "./messages/index.ts";

/** The language of the request, and its words. Client components get the words that they need as properties. */
export async function speak(): Promise<{ readonly locale: Locale; readonly words: Messages }> {
  const [jar, given] = await Promise.all([cookies(), headers()]);
  const locale = localeOf(jar.get(cookieNames.locale)?.value, given.get("accept-language"));
  return { locale, words: messages[locale] };
}
