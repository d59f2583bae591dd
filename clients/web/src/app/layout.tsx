import "./globals.css";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { SiteHeader } from "../chrome/SiteHeader.tsx";
import { speak } from "../locale/speak.ts";
import { cookieNames } from "../session/cookies.ts";

export default async function Layout({ children }: { readonly children: ReactNode }) {
  const [{ locale, words }, jar] = await Promise.all([speak(), cookies()]);
  return (
    <html lang={locale} data-theme={jar.get(cookieNames.theme)?.value}>
      <body className="flex min-h-dvh flex-col">
        <a href="#content" className="sr-only focus:not-sr-only focus:absolute focus:z-50 focus:bg-surface focus:p-3">
          {words.common.skipToContent}
        </a>
        <SiteHeader />
        <main id="content" className="mx-auto w-full max-w-7xl grow px-4 py-8 sm:px-6">
          {children}
        </main>
      </body>
    </html>
  );
}
