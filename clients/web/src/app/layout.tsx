import "./globals.css";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { CartDrawer } from "../cart/CartDrawer.tsx";
import { CartProvider } from "../cart/CartProvider.tsx";
import { loadChrome } from "../chrome/loadChrome.ts";
import { SiteHeader } from "../chrome/SiteHeader.tsx";
import { speak } from "../locale/speak.ts";
import { cookieNames } from "../session/cookies.ts";

export default async function Layout({ children }: { readonly children: ReactNode }) {
  const [{ locale, words }, jar, { cart }] = await Promise.all([speak(), cookies(), loadChrome()]);
  return (
    <html lang={locale} data-theme={jar.get(cookieNames.theme)?.value}>
      <body className="flex min-h-dvh flex-col">
        <a href="#content" className="sr-only focus:not-sr-only focus:absolute focus:z-50 focus:bg-surface focus:p-3">
          {words.common.skipToContent}
        </a>
        <CartProvider cart={cart} words={words.purchase}>
          <SiteHeader />
          <main id="content" className="mx-auto w-full max-w-7xl grow px-4 py-8 sm:px-6">
            {children}
          </main>
          <CartDrawer />
        </CartProvider>
      </body>
    </html>
  );
}
