/** Keeps the place of what is still to come. `className` says how large that is. */
export function Skeleton({ className }: { readonly className: string }) {
  return (
    <div aria-hidden="true" className={`animate-pulse motion-reduce:animate-none rounded-lg bg-raised ${className}`} />
  );
}
