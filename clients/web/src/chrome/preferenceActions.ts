"use server";

import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { configuration } from "../configuration.ts";
import { locales } from "../locale/locales.ts";
import { cookieNames, cookieOptions } from "../session/cookies.ts";
import { currentPath } from "../session/endedSession.ts";
import { themeOf } from "./theme.ts";

/** Keeps the language that was chosen, and shows the page in it. */
export async function chooseLanguage(form: FormData): Promise<void> {
  const locale = locales.find((each) => each === form.get("locale"));
  if (locale) (await cookies()).set(cookieNames.locale, locale, cookieOptions("locale", isSecure()));
  redirect(await currentPath());
}

/** Keeps light or dark, or forgets it: then it is as the device has it. */
export async function chooseTheme(form: FormData): Promise<void> {
  const theme = themeOf(form.get("theme"));
  const jar = await cookies();
  if (theme === "system") jar.delete(cookieNames.theme);
  else jar.set(cookieNames.theme, theme, cookieOptions("theme", isSecure()));
  redirect(await currentPath());
}

function isSecure(): boolean {
  return configuration().storefrontUrl.startsWith("https:");
}
