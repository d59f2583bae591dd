"use client";

import "./globals.css";
import { useSyncExternalStore } from "react";
import { lastWords } from "../chrome/lastWords.ts";
import { Button } from "../design/Button.tsx";

const never = () => () => {};

/** Stands in for everything when the frame of the page could not be made. */
export default function FrameProblem() {
  const language = useSyncExternalStore(
    never,
    () => navigator.language,
    () => "en",
  );
  const { locale, title, text, tryAgain } = lastWords([language]);
  return (
    <html lang={locale}>
      <body>
        <title>{title}</title>
        <main className="mx-auto grid max-w-xl justify-items-start gap-5 px-4 py-16">
          <h1 className="text-3xl">{title}</h1>
          <p>{text}</p>
          <Button onClick={() => window.location.reload()}>{tryAgain}</Button>
        </main>
      </body>
    </html>
  );
}
