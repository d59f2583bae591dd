"use client";

import { unstable_rethrow } from "next/navigation";
import { useActionState, useEffect, useRef, useSyncExternalStore } from "react";
import { Button } from "./Button.tsx";
import { type Entry, type Outcome, untouched } from "./entries.ts";
import { Field, Select } from "./Field.tsx";
import { Notice } from "./Notice.tsx";

type Action = (before: Outcome, form: FormData) => Promise<Outcome>;

/**
 * A form of labelled fields. Without JavaScript the server's action is called by it all the same. What was entered stays
 * when something is wrong with it, and when the network is gone; passwords never do.
 */
export function EntryForm({
  action,
  entries,
  hidden = {},
  submit,
  notSent,
}: {
  readonly action: Action;
  readonly entries: readonly Entry[];
  /** Sent along, by name. */
  readonly hidden?: Readonly<Record<string, string>>;
  readonly submit: string;
  /** Said when the form could not be sent. */
  readonly notSent: string;
}) {
  const isHydrated = useSyncExternalStore(never, yes, no);
  const send: Action = async (before, form) => {
    try {
      return await action(before, form);
    } catch (error) {
      unstable_rethrow(error);
      return { values: enteredIn(form, entries), problems: {}, problem: notSent };
    }
  };
  // React can write a form for browsers without JavaScript only around the server's own action.
  const [outcome, dispatch, isSending] = useActionState(isHydrated ? send : action, untouched);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (Object.keys(outcome.problems).length > 0) {
      form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
    }
  }, [outcome]);

  return (
    <form ref={form} action={dispatch} className="grid gap-5 sm:grid-cols-2">
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {(outcome.problem || outcome.done) && (
        <div className="sm:col-span-2">
          <Notice look={outcome.problem ? "danger" : "information"} isNews>
            {outcome.problem ?? outcome.done}
          </Notice>
        </div>
      )}
      {entries.map((entry) => (
        <OneEntry key={entry.name} entry={entry} outcome={outcome} />
      ))}
      <div className="sm:col-span-2">
        <Button type="submit" aria-disabled={isSending} className="w-full sm:w-auto">
          {submit}
        </Button>
      </div>
    </form>
  );
}

function OneEntry({ entry, outcome }: { readonly entry: Entry; readonly outcome: Outcome }) {
  const { options, value, width, name, ...rest } = entry;
  const shared = {
    ...rest,
    name,
    problem: outcome.problems[name],
    className: width === "half" ? "" : "sm:col-span-2",
  };
  const shown = outcome.values[name] ?? value ?? "";
  if (!options) return <Field {...shared} defaultValue={entry.type === "password" ? "" : shown} />;
  // A list does not take a new default by itself.
  return (
    <Select key={shown} {...shared} defaultValue={shown}>
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </Select>
  );
}

function enteredIn(form: FormData, entries: readonly Entry[]): Record<string, string> {
  const kept = entries.filter(({ type }) => type !== "password");
  return Object.fromEntries(kept.map(({ name }) => [name, String(form.get(name) ?? "")]));
}

const never = () => () => {};
const yes = () => true;
const no = () => false;
