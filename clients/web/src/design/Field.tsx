import type { ComponentProps, ReactNode } from "react";

const control =
  "min-h-11 w-full rounded-lg border border-control bg-surface px-3 py-2 text-ink placeholder:text-muted " +
  "aria-invalid:border-danger";

interface Labelled {
  readonly label: string;
  /** What is wrong with what was entered. */
  readonly problem?: string | undefined;
  /** What helps to fill it in. */
  readonly hint?: string | undefined;
}

/** A labelled text field. Its name is its id as well, so a page has each name once unless an id is given. */
export function Field({ label, problem, hint, className = "", ...input }: ComponentProps<"input"> & Labelled) {
  const id = input.id ?? input.name;
  return (
    <Labels id={id} label={label} problem={problem} hint={hint} className={className} isRequired={input.required}>
      <input
        {...input}
        id={id}
        className={control}
        aria-invalid={problem ? true : undefined}
        aria-describedby={describedBy(id, problem, hint)}
      />
    </Labels>
  );
}

/** A labelled choice among a few. */
export function Select({ label, problem, hint, className = "", ...select }: ComponentProps<"select"> & Labelled) {
  const id = select.id ?? select.name;
  return (
    <Labels id={id} label={label} problem={problem} hint={hint} className={className} isRequired={select.required}>
      <select
        {...select}
        id={id}
        className={control}
        aria-invalid={problem ? true : undefined}
        aria-describedby={describedBy(id, problem, hint)}
      />
    </Labels>
  );
}

function Labels({
  id,
  label,
  problem,
  hint,
  className,
  isRequired,
  children,
}: Labelled & {
  readonly id: string | undefined;
  readonly className: string;
  readonly isRequired: boolean | undefined;
  readonly children: ReactNode;
}) {
  return (
    <div className={className}>
      <label htmlFor={id} className="mb-1 block font-medium">
        {label}
        {isRequired && (
          <span aria-hidden="true" className="text-danger">
            {" *"}
          </span>
        )}
      </label>
      {children}
      {hint && (
        <p id={`${id}-hint`} className="mt-1 text-sm text-muted">
          {hint}
        </p>
      )}
      {problem && (
        <p id={`${id}-problem`} className="mt-1 text-sm text-danger">
          {problem}
        </p>
      )}
    </div>
  );
}

function describedBy(id: string | undefined, problem: string | undefined, hint: string | undefined) {
  return [hint && `${id}-hint`, problem && `${id}-problem`].filter(Boolean).join(" ") || undefined;
}
