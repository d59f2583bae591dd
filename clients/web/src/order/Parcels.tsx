import type { Parcel } from "./orderEvent.ts";

/** The parcels in which an order is sent. */
export function Parcels({
  parcels,
  words,
}: {
  readonly parcels: readonly Parcel[];
  readonly words: {
    readonly parcels: string;
    readonly parcelStatus: Readonly<Record<Parcel["status"], string>>;
    readonly tracking: string;
  };
}) {
  if (parcels.length === 0) return null;
  return (
    <section aria-labelledby="parcels-title" className="mt-8">
      <h2 id="parcels-title" className="mb-4 text-xl">
        {words.parcels}
      </h2>
      <ul className="grid gap-3">
        {parcels.map(({ id, status, carrier, trackingNumber, lines }) => (
          <li key={id} className="rounded-xl border border-line p-4">
            <p className="flex flex-wrap justify-between gap-x-4">
              <span className="font-medium">{words.parcelStatus[status]}</span>
              {carrier && <span>{carrier}</span>}
            </p>
            {trackingNumber && (
              <p className="text-sm">
                {words.tracking}: <span className="font-mono">{trackingNumber}</span>
              </p>
            )}
            <ul className="mt-1 text-sm text-muted">
              {lines.map(({ title, quantity }) => (
                <li key={title}>
                  {quantity} × {title}
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </section>
  );
}
