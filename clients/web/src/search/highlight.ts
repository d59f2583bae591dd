/** A piece of a text, and whether it is what was searched for. */
export interface Piece {
  readonly text: string;
  readonly isMatch: boolean;
}

const entities: Readonly<Record<string, string>> = {
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&#39;": "'",
  "&#x27;": "'",
  "&#x2F;": "/",
  "&#x60;": "`",
};

/**
 * The pieces of a highlight, to be shown as text: the graph gives it escaped for HTML with each word between <mark> and
 * </mark>, and nothing of it is ever put into the page as HTML. Any other tag would come out as the letters that it is.
 */
export function piecesOf(fragment: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let isMatch = false;
  for (const part of fragment.split(/(<\/?mark>)/)) {
    if (part === "<mark>") isMatch = true;
    else if (part === "</mark>") isMatch = false;
    else if (part !== "") pieces.push({ text: unescaped(part), isMatch });
  }
  return pieces;
}

function unescaped(text: string): string {
  return text.replace(/&(?:amp|lt|gt|quot|#39|#x27|#x2F|#x60);/g, (entity) => entities[entity] ?? entity);
}
