/**
 * A choice that holds for all pages: a form with a button for each, so it works without JavaScript.
 */
export function Switch({
  label,
  name,
  action,
  choices,
  chosen,
}: {
  readonly label: string;
  readonly name: string;
  readonly action: (form: FormData) => Promise<void>;
  readonly choices: readonly { readonly value: string; readonly label: string; readonly lang?: string }[];
  readonly chosen: string;
}) {
  return (
    <form action={action}>
      <fieldset>
        <legend className="mb-2 text-sm text-muted">{label}</legend>
        <div className="inline-flex flex-wrap gap-1 rounded-3xl border border-control p-1">
          {choices.map(({ value, label: text, lang }) => (
            <button
              key={value}
              type="submit"
              name={name}
              value={value}
              lang={lang}
              aria-pressed={value === chosen}
              className="min-h-11 cursor-pointer rounded-full px-4 text-sm hover:bg-raised aria-pressed:bg-accent-soft aria-pressed:font-semibold"
            >
              {text}
            </button>
          ))}
        </div>
      </fieldset>
    </form>
  );
}
