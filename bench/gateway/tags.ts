/**
 * Tags make requests differ. All are of the same length and can be told from everything else in a request, in whatever
 * form a gateway passes them on: as a variable's value or written into a document.
 */
const anyTag = /v\d{10}/g;

/** The tag of requests that are all the same, and of those that are recorded. */
export const firstTag = tagOf(0);

export function tagOf(number: number): string {
  return `v${String(number).padStart(10, "0")}`;
}

/** The first tag in a text. Throws when there is none. */
export function tagIn(text: string): string {
  const tag = text.match(anyTag)?.[0];
  if (!tag) throw new Error("The request holds no tag");
  return tag;
}

/** A text with the first tag in the place of every tag: what the same request is with another tag. */
export function untagged(text: string): string {
  return text.replace(anyTag, firstTag);
}

/** A text around its tags: joined by a tag, it is the text with that tag. */
export function aroundTags(text: string): readonly string[] {
  return untagged(text).split(firstTag);
}
