"use client";

import { SearchIcon } from "../design/icons.tsx";

export interface SearchBoxWords {
  readonly label: string;
}

export function SearchBox({ words, initialQuery }: { readonly words: SearchBoxWords; readonly initialQuery?: string }) {
  return (
    <form action="/search" className="relative">
      <input
        type="search"
        name="q"
        aria-label={words.label}
        placeholder={words.label}
        defaultValue={initialQuery}
        className="min-h-11 w-full rounded-full border border-control bg-surface pr-11 pl-4 placeholder:text-muted"
      />
      <button type="submit" aria-label={words.label} className="absolute inset-y-0 right-0 px-3">
        <SearchIcon />
      </button>
    </form>
  );
}
