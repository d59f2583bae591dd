import { cookies } from "next/headers";
import Link from "next/link";
import { locales } from "../locale/locales.ts";
import { speak } from "../locale/speak.ts";
import { cookieNames } from "../session/cookies.ts";
import { chooseLanguage, chooseTheme } from "./preferenceActions.ts";
import { Switch } from "./Switch.tsx";
import { themeOf, themes } from "./theme.ts";

/** What is at the end of every page: the ways to the account, and the choices of language and appearance. */
export async function SiteFooter() {
  const [{ locale, words }, jar] = await Promise.all([speak(), cookies()]);
  const { chrome, account } = words;
  const links = [
    { path: "/account", text: chrome.navigation.account },
    { path: "/account/orders", text: account.navigation.orders },
    { path: "/cart", text: chrome.navigation.cart },
  ];
  return (
    <footer className="mt-16 border-t border-line bg-raised print:hidden">
      <div className="mx-auto grid max-w-7xl gap-10 px-4 py-10 sm:grid-cols-2 sm:px-6 lg:grid-cols-[2fr_1fr_2fr]">
        <div>
          <p className="font-display text-xl font-bold">{chrome.shop}</p>
          <p className="mt-1">{chrome.tagline}</p>
          <p className="mt-3 max-w-xs text-sm text-muted">{chrome.footer.about}</p>
        </div>
        <nav aria-label={chrome.footer.service}>
          <p className="text-sm text-muted">{chrome.footer.service}</p>
          <ul>
            {links.map(({ path, text }) => (
              <li key={path}>
                <Link
                  href={path}
                  prefetch={false}
                  className="inline-flex min-h-11 items-center underline-offset-4 hover:underline"
                >
                  {text}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <div className="flex flex-wrap content-start gap-6">
          <Switch
            label={chrome.language.label}
            name="locale"
            action={chooseLanguage}
            chosen={locale}
            choices={locales.map((each) => ({ value: each, label: ownName(each), lang: each }))}
          />
          <Switch
            label={chrome.theme.label}
            name="theme"
            action={chooseTheme}
            chosen={themeOf(jar.get(cookieNames.theme)?.value)}
            choices={themes.map((each) => ({ value: each, label: chrome.theme[each] }))}
          />
        </div>
      </div>
    </footer>
  );
}

/** What a language calls itself, as a heading would. */
function ownName(locale: string): string {
  const name = new Intl.DisplayNames(locale, { type: "language" }).of(locale) ?? locale;
  return name.charAt(0).toLocaleUpperCase(locale) + name.slice(1);
}
