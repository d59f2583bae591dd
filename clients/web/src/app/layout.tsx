import "./globals.css";
import type { Metadata } from "next";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { CartDrawer } from "../cart/CartDrawer.tsx";
import { CartProvider } from "../cart/CartProvider.tsx";
import { loadChrome } from "../chrome/loadChrome.ts";
import { OfflineNotice } from "../chrome/OfflineNotice.tsx";
import { ProblemWords } from "../chrome/ProblemWords.tsx";
import { SiteFooter } from "../chrome/SiteFooter.tsx";
import { SiteHeader } from "../chrome/SiteHeader.tsx";
import { themeOf } from "../chrome/theme.ts";
import { configuration } from "../configuration.ts";
import { speak } from "../locale/speak.ts";
import { cookieNames } from "../session/cookies.ts";

export async function generateMetadata(): Promise<Metadata> {
  const { chrome } = (await speak()).words;
  return {
    metadataBase: new URL(configuration().storefrontUrl),
    title: { default: chrome.shop, template: `%s · ${chrome.shop}` },
    description: chrome.tagline,
  };
}

export default async function Layout({ children }: { readonly children: ReactNode }) {
  const [{ locale, words }, jar, { cart }] = await Promise.all([speak(), cookies(), loadChrome()]);
  const theme = themeOf(jar.get(cookieNames.theme)?.value);
  return (
    <html lang={locale} data-theme={theme === "system" ? undefined : theme}>
      <body className="flex min-h-dvh flex-col">
        <a href="#content" className="sr-only focus:not-sr-only focus:absolute focus:z-50 focus:bg-surface focus:p-3">
          {words.chrome.skipToContent}
        </a>
        <ProblemWords words={words.chrome.problem}>
          <CartProvider cart={cart} words={words.purchase}>
            <SiteHeader />
            <main id="content" className="mx-auto w-full max-w-7xl grow px-4 py-8 sm:px-6">
              {children}
            </main>
            <SiteFooter />
            <CartDrawer />
          </CartProvider>
        </ProblemWords>
        <OfflineNotice words={words.chrome.offline} />
      </body>
    </html>
  );
}
