import { headers } from "next/headers";
import { type ReactNode, Suspense } from "react";

/**
 * Shows what a request brings, and `waiting` until then, of the same size. What comes after the page has begun is put in its
 * place by a script; so a page that is loaded as a document, maybe without JavaScript, waits up to `patience`
 * milliseconds for it, and only what takes longer streams. Going from page to page, which takes JavaScript, never waits.
 */
export async function Streamed<Thing>({
  coming,
  patience,
  waiting,
  children,
}: {
  readonly coming: Promise<Thing>;
  readonly patience: number;
  readonly waiting: ReactNode;
  readonly children: (thing: Thing) => ReactNode;
}) {
  coming.catch(() => {}); // told below, to whoever waits for it
  const isWithinThePage = (await headers()).get("sec-fetch-dest") === "empty";
  const early = await inTime(coming, isWithinThePage ? 0 : patience);
  if (early) return children(early.thing);
  return (
    <Suspense fallback={waiting}>
      <Late coming={coming}>{children}</Late>
    </Suspense>
  );
}

async function Late<Thing>({
  coming,
  children,
}: {
  readonly coming: Promise<Thing>;
  readonly children: (thing: Thing) => ReactNode;
}) {
  return children(await coming);
}

async function inTime<Thing>(coming: Promise<Thing>, milliseconds: number) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), milliseconds);
  });
  try {
    return await Promise.race([coming.then((thing) => ({ thing })), late]);
  } finally {
    clearTimeout(timer);
  }
}
