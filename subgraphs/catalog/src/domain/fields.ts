import { type Money, money } from "@angidi/money";
import { sanitiseDescription } from "./description.ts";
import { InvalidInput } from "./issue.ts";
import { limits } from "./limits.ts";
import type { Media } from "./product.ts";
import { cleanLine } from "./text.ts";

type Path = readonly (string | number)[];

/** A line of text, cleaned. Throws InvalidInput for nothing, and for more than `max` characters. */
export function readLine(text: string, what: string, max: number, path: Path): string {
  const line = cleanLine(text);
  if (line === "") throw new InvalidInput(`${what} must not be empty`, path);
  if (line.length > max) throw new InvalidInput(`${what} must have at most ${max} characters`, path);
  return line;
}

/** A description, sanitised. Throws InvalidInput for a longer one than is kept. */
export function readDescription(text: string, path: Path): string {
  if (text.length > limits.description) {
    throw new InvalidInput(`The description must have at most ${limits.description} characters`, path);
  }
  return sanitiseDescription(text);
}

/** A price in the store's currency. Throws InvalidInput for a negative one, one too high and one in other money. */
export function readPrice(price: Money, currency: string, path: Path): Money {
  if (price.currency !== currency) throw new InvalidInput(`Prices here are in ${currency}`, path);
  if (!Number.isSafeInteger(price.amount)) throw new InvalidInput("A price is a whole number of minor units", path);
  if (price.amount < 0) throw new InvalidInput("A price must not be negative", path);
  if (price.amount > limits.price) throw new InvalidInput(`A price must be at most ${limits.price} minor units`, path);
  return money(price.amount, price.currency);
}

/** Labels, each once, empty ones left out. Throws InvalidInput for too many and for too long ones. */
export function readTags(tags: readonly string[], path: Path): string[] {
  const clean = [...new Set(tags.map(cleanLine).filter((tag) => tag !== ""))];
  if (clean.length > limits.tags) throw new InvalidInput(`A product has at most ${limits.tags} tags`, path);
  const long = clean.find((tag) => tag.length > limits.tag);
  if (long) throw new InvalidInput(`A tag must have at most ${limits.tag} characters`, path);
  return clean;
}

export interface MediaDraft {
  readonly url: string;
  readonly altText?: string | null;
  readonly width?: number | null;
  readonly height?: number | null;
}

/** Pictures by address. Throws InvalidInput for what is no address of a picture. */
export function readMedia(drafts: readonly MediaDraft[], path: Path): Media[] {
  if (drafts.length > limits.media) throw new InvalidInput(`A product has at most ${limits.media} pictures`, path);
  return drafts.map((draft, index) => ({
    url: readPictureUrl(draft.url, [...path, index, "url"]),
    altText: readAltText(draft.altText, [...path, index, "altText"]),
    width: readSide(draft.width, [...path, index, "width"]),
    height: readSide(draft.height, [...path, index, "height"]),
  }));
}

function readPictureUrl(text: string, path: Path): string {
  const url = cleanLine(text);
  if (url.length > limits.url || !isPictureUrl(url)) {
    throw new InvalidInput("A picture's address begins with https://, http:// or a single slash", path);
  }
  return url;
}

/** Whether a browser that shows it does nothing but fetch a picture: no `javascript:`, no `data:`, no `//elsewhere`. */
function isPictureUrl(url: string): boolean {
  if (/^\/(?![/\\])/.test(url)) return true;
  return /^https?:\/\//i.test(url) && URL.canParse(url);
}

/** An alternative text; null when there is nothing to say. Throws InvalidInput for a longer one than is kept. */
export function readAltText(text: string | null | undefined, path: Path): string | null {
  const line = cleanLine(text ?? "");
  if (line.length > limits.altText) {
    throw new InvalidInput(`An alternative text must have at most ${limits.altText} characters`, path);
  }
  return line === "" ? null : line;
}

function readSide(pixels: number | null | undefined, path: Path): number | null {
  if (pixels === null || pixels === undefined) return null;
  if (pixels < 1 || pixels > limits.pictureSide) {
    throw new InvalidInput(`A picture's side is from 1 to ${limits.pictureSide} pixels`, path);
  }
  return pixels;
}
