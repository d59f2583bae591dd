"use client";

import { useActionState } from "react";
import { Button } from "../design/Button.tsx";
import { type Outcome, untouched } from "../design/entries.ts";
import { Notice } from "../design/Notice.tsx";

/** A switch: a kind of message on a channel. */
export interface Preference {
  /** KIND.CHANNEL. */
  readonly name: string;
  readonly label: string;
  readonly enabled: boolean;
  readonly mandatory: boolean;
}

/** Switches of all messages by their kind. What is mandatory is shown, and cannot be switched off. */
export function PreferencesForm({
  action,
  groups,
  words,
}: {
  readonly action: (before: Outcome, form: FormData) => Promise<Outcome>;
  readonly groups: readonly { readonly title: string; readonly preferences: readonly Preference[] }[];
  readonly words: { readonly save: string; readonly mandatory: string };
}) {
  const [outcome, dispatch, isSending] = useActionState(action, untouched);
  return (
    <form action={dispatch} className="grid gap-6">
      {(outcome.problem || outcome.done) && (
        <Notice look={outcome.problem ? "danger" : "information"} isNews>
          {outcome.problem ?? outcome.done}
        </Notice>
      )}
      {groups.map(({ title, preferences }) => (
        <fieldset key={title} className="border-t border-line pt-4">
          <legend className="float-left mb-2 w-full font-semibold">{title}</legend>
          <div className="clear-both flex flex-wrap gap-x-6">
            {preferences.map(({ name, label, enabled, mandatory }) => (
              <label key={name} className="inline-flex min-h-11 items-center gap-2">
                <input
                  key={String(enabled)}
                  type="checkbox"
                  name="on"
                  value={name}
                  defaultChecked={enabled}
                  disabled={mandatory}
                  className="size-5 accent-accent"
                />
                {label}
                {mandatory && <span className="text-sm text-muted">({words.mandatory})</span>}
                {!mandatory && <input type="hidden" name="shown" value={`${name}.${enabled ? "on" : "off"}`} />}
              </label>
            ))}
          </div>
        </fieldset>
      ))}
      <div>
        <Button type="submit" aria-disabled={isSending}>
          {words.save}
        </Button>
      </div>
    </form>
  );
}
