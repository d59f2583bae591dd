import { piecesOf } from "./highlight.ts";

/** A piece of a product's text with what was searched for in it marked. */
export function Highlight({ fragment }: { readonly fragment: string }) {
  return (
    <>
      {piecesOf(fragment).map(({ text, isMatch }, index) =>
        isMatch ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text never change places
          <mark key={index} className="rounded-sm bg-accent-soft px-0.5 text-ink">
            {text}
          </mark>
        ) : (
          text
        ),
      )}
    </>
  );
}
