import type { PictureFragment } from "../graph/generated/operations.ts";

/**
 * A picture of the catalogue in the size that the browser needs. Its place is kept by `className` (an aspect ratio), so
 * nothing jumps when it comes. `isForemost`: the largest thing that is seen at first, which is fetched before all others.
 */
export function Picture({
  media,
  sizes,
  alternative,
  isForemost = false,
  className = "",
}: {
  readonly media: PictureFragment | undefined;
  /** How wide it is shown, as for `<img sizes>`. */
  readonly sizes: string;
  /** What it shows, where the catalogue does not say; empty for a picture beside its own name. */
  readonly alternative: string;
  readonly isForemost?: boolean;
  readonly className?: string;
}) {
  if (media?.kind !== "IMAGE") return <div className={`rounded-xl bg-raised ${className}`} />;
  const webp = media.renditions.filter(({ contentType, width }) => contentType === "image/webp" && width !== null);
  return (
    <picture className="contents">
      {webp.length > 0 && (
        <source type="image/webp" sizes={sizes} srcSet={webp.map(({ url, width }) => `${url} ${width}w`).join(", ")} />
      )}
      <img
        src={media.url}
        alt={alternative === "" ? "" : (media.altText ?? alternative)}
        width={media.width ?? undefined}
        height={media.height ?? undefined}
        loading={isForemost ? "eager" : "lazy"}
        fetchPriority={isForemost ? "high" : undefined}
        decoding="async"
        className={`rounded-xl bg-raised object-cover ${className}`}
      />
    </picture>
  );
}
