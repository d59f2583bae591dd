"use client";

import { useEffect, useState } from "react";

type State = "online" | "gone" | "back";
/** How long it is said that the network is back, in milliseconds. */
const shownFor = 5_000;

/**
 * Says when the network is gone, and when it is back. While it is gone links and forms lead nowhere, so that what is on the
 * page, and what was entered into it, is not lost to the browser's own error page.
 */
export function OfflineNotice({ words }: { readonly words: { readonly gone: string; readonly back: string } }) {
  const [state, setState] = useState<State>("online");
  useEffect(() => {
    const change = () => setState((before) => (navigator.onLine ? (before === "gone" ? "back" : before) : "gone"));
    change();
    window.addEventListener("online", change);
    window.addEventListener("offline", change);
    return () => {
      window.removeEventListener("online", change);
      window.removeEventListener("offline", change);
    };
  }, []);
  useEffect(() => {
    if (state !== "back") return;
    const timer = setTimeout(setState, shownFor, "online");
    return () => clearTimeout(timer);
  }, [state]);
  useEffect(() => {
    if (state !== "gone") return;
    const hold = (event: Event) => {
      if (event.type === "click" && !leadsElsewhere(event.target)) return;
      event.preventDefault();
      event.stopPropagation();
    };
    window.addEventListener("click", hold, true);
    window.addEventListener("submit", hold, true);
    return () => {
      window.removeEventListener("click", hold, true);
      window.removeEventListener("submit", hold, true);
    };
  }, [state]);

  return (
    <div role="status" className="pointer-events-none fixed inset-x-0 bottom-0 z-50 flex justify-center p-4">
      {state !== "online" && (
        <p className="rounded-2xl bg-ink px-5 py-3 text-surface shadow-lg">
          {state === "gone" ? words.gone : words.back}
        </p>
      )}
    </div>
  );
}

/** Whether a press there would leave the page. */
function leadsElsewhere(target: EventTarget | null): boolean {
  const link = target instanceof Element ? target.closest("a[href]") : null;
  return link !== null && !link.getAttribute("href")!.startsWith("#");
}
