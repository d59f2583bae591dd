"use client";

import { useSyncExternalStore } from "react";
import { formatDateTime } from "../locale/format.ts";
import type { Locale } from "../locale/locales.ts";

const never = () => () => {};
const here = () => Intl.DateTimeFormat().resolvedOptions().timeZone;
const onTheServer = () => "UTC";

/** A moment by the clocks of who looks; by UTC until that is known. */
export function LocalTime({ at, locale }: { readonly at: string; readonly locale: Locale }) {
  const timeZone = useSyncExternalStore(never, here, onTheServer);
  return <time dateTime={at}>{formatDateTime(at, locale, timeZone)}</time>;
}
