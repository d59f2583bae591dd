"use client";

import { useEffect, useState } from "react";
import type { OrderStatus } from "../graph/generated/operations.ts";
import type { Locale } from "../locale/locales.ts";
import { type Connection, followOrder } from "./followOrder.ts";
import { type Happening, statusHappening } from "./history.ts";
import { LocalTime } from "./LocalTime.tsx";
import { type OrderEvent, type Parcel, withEvent } from "./orderEvent.ts";
import { hasEnded } from "./orderStates.ts";
import { Parcels } from "./Parcels.tsx";

/** The words of it: texts alone. */
export interface LiveOrderWords {
  readonly status: Readonly<Record<OrderStatus, string>>;
  readonly statusText: Readonly<Record<OrderStatus, string>>;
  readonly live: Readonly<Record<Connection, string>>;
  readonly historyTitle: string;
  readonly parcels: string;
  readonly parcelStatus: Readonly<Record<Parcel["status"], string>>;
  readonly tracking: string;
}

/** How far an order has come, and what happened: as the page brought it, and then as it happens. */
export function LiveOrder({
  path,
  status: initialStatus,
  sequence,
  happenings,
  parcels: initialParcels,
  words,
  locale,
}: {
  readonly path: string;
  readonly status: OrderStatus;
  /** Of the last change that the page knows. */
  readonly sequence: number;
  readonly happenings: readonly Happening[];
  readonly parcels: readonly Parcel[];
  readonly words: LiveOrderWords;
  readonly locale: Locale;
}) {
  const [events, setEvents] = useState<readonly OrderEvent[]>([]);
  const [connection, setConnection] = useState<Connection>("connecting");
  const isOver = hasEnded(initialStatus);

  useEffect(() => {
    if (isOver) return;
    const following = followOrder(
      path,
      sequence,
      { onEvent: (event) => setEvents((known) => withEvent(known, event)), onConnection: setConnection },
      {
        openStream: (address) => new EventSource(address),
        later: (action, milliseconds) => {
          const timer = setTimeout(action, milliseconds);
          return () => clearTimeout(timer);
        },
      },
    );
    window.addEventListener("offline", following.networkGone);
    window.addEventListener("online", following.networkBack);
    return () => {
      window.removeEventListener("offline", following.networkGone);
      window.removeEventListener("online", following.networkBack);
      following.end();
    };
  }, [path, sequence, isOver]);

  // The page may have been brought anew meanwhile, and know of events itself.
  const news = events.filter((event) => event.sequence > sequence);
  const last = news.at(-1);
  const status = last?.status ?? initialStatus;
  const shown = [...happenings, ...news.map((event) => statusHappening(event, words.status))];
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <p role="status" className="font-display text-xl">
          {words.statusText[status]}
        </p>
        {!isOver && words.live[connection] && (
          <p role="status" className="inline-flex items-center gap-2 text-sm text-muted print:hidden">
            <span
              aria-hidden="true"
              className={`size-2 rounded-full ${connection === "live" ? "bg-accent" : "bg-warning"}`}
            />
            {words.live[connection]}
          </p>
        )}
      </div>
      <section aria-labelledby="history-title" className="mt-8">
        <h2 id="history-title" className="mb-4 text-xl">
          {words.historyTitle}
        </h2>
        <ol className="border-l-2 border-line">
          {shown.map(({ key, at, text, remark, status: became }, index) => (
            <li key={key} className="relative pb-4 pl-6 last:pb-0">
              <span
                aria-hidden="true"
                className={`absolute top-1.5 -left-[7px] size-3 rounded-full ${
                  became ? "bg-accent" : "border-2 border-control bg-surface"
                }`}
              />
              <span className={became && index === shown.length - 1 ? "font-semibold" : ""}>{text}</span>
              {remark && <span className="block">“{remark}”</span>}
              <span className="block text-sm text-muted">
                <LocalTime at={at} locale={locale} />
              </span>
            </li>
          ))}
        </ol>
      </section>
      <Parcels parcels={last?.parcels ?? initialParcels} words={words} />
    </>
  );
}
