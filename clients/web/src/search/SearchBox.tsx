"use client";

import { useRouter } from "next/navigation";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { SearchIcon } from "../design/icons.tsx";
import { fill } from "../locale/fill.ts";
import type { Suggestion } from "./suggestion.ts";

export interface SearchBoxWords {
  readonly label: string;
  readonly placeholder: string;
  readonly submit: string;
  readonly suggestions: string;
  readonly suggestionCount: { readonly none: string; readonly one: string; readonly many: string };
  readonly kinds: Readonly<Record<Suggestion["kind"], string>>;
}

/** How long somebody pauses before they are taken to wait for suggestions, in milliseconds. */
const pauseMilliseconds = 150;

/**
 * The search field, with suggestions as one types: a combobox with a list, as the ARIA Authoring Practices describe it.
 * Without JavaScript it is a form.
 */
export function SearchBox({
  words,
  initialQuery = "",
}: {
  readonly words: SearchBoxWords;
  readonly initialQuery?: string;
}) {
  const id = useId();
  const router = useRouter();
  const [typed, setTyped] = useState("");
  const [query, setQuery] = useState(initialQuery);
  const [suggestions, setSuggestions] = useState<readonly Suggestion[]>([]);
  const [isOpen, setIsOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const wanted = useSuggestions(isOpen ? typed : "", (found) => {
    setSuggestions(found);
    setActive(-1);
  });
  const isShown = isOpen && wanted && suggestions.length > 0;

  const close = () => {
    setIsOpen(false);
    setActive(-1);
  };
  const choose = (index: number) => {
    setActive(index);
    setQuery(suggestions[index]?.text ?? typed);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape") {
      setQuery(typed);
      close();
    } else if (isShown && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      // One more place than there are suggestions: what was typed.
      const places = suggestions.length + 1;
      choose(((active + 1 + (event.key === "ArrowDown" ? 1 : places - 1)) % places) - 1);
    } else if (event.key === "Enter" && isShown && suggestions[active]) {
      event.preventDefault();
      close();
      router.push(suggestions[active].href);
    }
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: <search> is not known to every browser that is about
    <form
      action="/search"
      role="search"
      className="relative"
      onSubmit={close}
      onBlur={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) close();
      }}
    >
      <input
        type="search"
        name="q"
        value={query}
        placeholder={words.placeholder}
        autoComplete="off"
        maxLength={200}
        role="combobox"
        aria-label={words.label}
        aria-expanded={isShown}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={isShown && active >= 0 ? `${id}-${active}` : undefined}
        onChange={({ target }) => {
          setTyped(target.value);
          setQuery(target.value);
          setIsOpen(true);
        }}
        onKeyDown={onKeyDown}
        className="min-h-11 w-full rounded-full border border-control bg-surface pr-11 pl-4 placeholder:text-muted"
      />
      <button type="submit" aria-label={words.submit} className="absolute inset-y-0 right-0 w-11 px-3">
        <SearchIcon />
      </button>
      <div
        id={`${id}-list`}
        role="listbox"
        aria-label={words.suggestions}
        hidden={!isShown}
        className="absolute inset-x-0 z-40 mt-2 overflow-hidden rounded-2xl border border-line bg-surface py-2 shadow-lg"
      >
        {suggestions.map(({ text, kind, href }, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field's keys choose
          // biome-ignore lint/a11y/useFocusableInteractive: as above
          <div
            key={`${kind} ${text}`}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === active}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => {
              setQuery(text);
              close();
              router.push(href);
            }}
            className="flex min-h-11 cursor-pointer items-center justify-between gap-4 px-4 hover:bg-raised aria-selected:bg-raised"
          >
            <span>{text}</span>
            <span className="text-sm text-muted">{words.kinds[kind]}</span>
          </div>
        ))}
      </div>
      <span role="status" className="sr-only">
        {isOpen && wanted ? countOf(suggestions.length, words.suggestionCount) : ""}
      </span>
    </form>
  );
}

/** Asks for suggestions once somebody pauses; what they type on makes the question before it void. Says whether there is an answer. */
function useSuggestions(prefix: string, take: (found: readonly Suggestion[]) => void): boolean {
  const [answered, setAnswered] = useState("");
  const taking = useRef(take);
  taking.current = take;
  useEffect(() => {
    const asked = prefix.trim();
    if (asked === "") {
      setAnswered("");
      return;
    }
    const given = new AbortController();
    const timer = setTimeout(async () => {
      try {
        const response = await fetch(`/search/suggestions?${new URLSearchParams({ q: asked })}`, {
          signal: given.signal,
        });
        if (!response.ok) return;
        taking.current((await response.json()) as readonly Suggestion[]);
        setAnswered(asked);
      } catch {
        // Void, or the network is gone: there are none.
      }
    }, pauseMilliseconds);
    return () => {
      clearTimeout(timer);
      given.abort();
    };
  }, [prefix]);
  return answered !== "";
}

function countOf(count: number, words: SearchBoxWords["suggestionCount"]): string {
  if (count === 0) return words.none;
  return count === 1 ? words.one : fill(words.many, { count: String(count) });
}
