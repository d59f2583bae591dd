import { ButtonLink } from "../design/Button.tsx";
import type { Messages } from "../locale/messages/index.ts";

/** The first thing that is seen: what this shop is, beside a still life of shapes. */
export function Hero({ words }: { readonly words: Messages["browse"]["home"] }) {
  return (
    <section className="relative isolate overflow-hidden rounded-3xl bg-accent-soft px-6 py-14 sm:px-12 sm:py-20">
      <StillLife />
      <div className="max-w-xl">
        <h1 className="text-4xl leading-tight sm:text-6xl">{words.title}</h1>
        <p className="mt-4 max-w-md text-lg">{words.text}</p>
        <div className="mt-8 flex flex-wrap gap-3">
          <ButtonLink href="/search?sort=newest">{words.browse}</ButtonLink>
        </div>
      </div>
    </section>
  );
}

/** A bowl, a vase with a branch and a book, in the colours of the page. */
function StillLife() {
  return (
    <svg
      viewBox="0 0 520 420"
      aria-hidden="true"
      className="absolute right-0 bottom-0 -z-10 h-full w-auto max-w-none opacity-30 sm:opacity-60 md:opacity-100"
    >
      <circle cx="330" cy="170" r="150" className="fill-surface" />
      <path d="M60 372h440" className="stroke-accent" strokeWidth="3" strokeLinecap="round" />
      <path d="M300 372c-40-40-48-120-14-170v-36h56v36c34 50 26 130-14 170z" className="fill-accent" />
      <path
        d="M314 166c-4-56 10-98 46-128M316 120c-22-12-36-30-40-54M330 84c20-2 38-12 50-30"
        fill="none"
        className="stroke-ink"
        strokeWidth="4"
        strokeLinecap="round"
      />
      <g className="fill-warning">
        <circle cx="362" cy="36" r="13" />
        <circle cx="276" cy="62" r="11" />
        <circle cx="384" cy="52" r="9" />
        <circle cx="340" cy="70" r="8" />
      </g>
      <path d="M370 300h124c0 42-26 72-62 72s-62-30-62-72z" className="fill-ink" />
      <path d="M376 300c20-30 90-34 112 0z" className="fill-warning" />
      <g className="fill-surface stroke-ink" strokeWidth="3">
        <path d="M116 372v-26h150v26z" />
        <path d="M130 346v-22h128v22z" />
      </g>
      <path d="M130 335h128M116 359h150" className="stroke-control" strokeWidth="2" />
    </svg>
  );
}
