import { cleanLine } from "./text.ts";

/** The longest slug. */
export const maxSlugLength = 255;

const slugForm = /^(?=.*[\p{L}\p{N}])[\p{L}\p{N}\p{M}_-]+$/u;

/** Whether a text can be a slug: letters and digits of any script, hyphens and underscores, without capitals. */
export function isSlug(text: string): boolean {
  return text.length <= maxSlugLength && slugForm.test(text) && text === normaliseSlug(text);
}

/** The one spelling of a slug, by which it is stored and looked up. */
export function normaliseSlug(text: string): string {
  return text.toWellFormed().normalize("NFC").toLowerCase();
}

/**
 * A slug for a title: "Crème brûlée, №5" gives "creme-brulee-no5". Latin, Greek and Cyrillic become plain letters, other
 * scripts stay. `fallback` stands in for a title without a letter or digit.
 */
export function slugFrom(title: string, fallback: string): string {
  const plain = [...cleanLine(title).normalize("NFKD").toLowerCase()]
    .map((character) => transliterations.get(character) ?? character)
    .join("")
    .replace(/\p{M}/gu, (mark, offset: number, text: string) => (isLatin(text, offset) ? "" : mark))
    .replace(/['’]/g, "")
    .normalize("NFC")
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, "-")
    .slice(0, 200)
    .toWellFormed()
    .replace(/\uFFFD/g, "")
    .replace(/^-+|-+$/g, "");
  return isSlug(plain) ? plain : fallback;
}

/** The slug of an imported handle: as it is where it can be one, since addresses in the world lead to it. */
export function slugFromHandle(handle: string): string {
  const asItIs = normaliseSlug(cleanLine(handle));
  return isSlug(asItIs) ? asItIs : slugFrom(handle, "product");
}

/** The first of "mug", "mug-2", "mug-3" … that is free. */
export function freeSlug(wanted: string, isTaken: (slug: string) => boolean): string {
  if (!isTaken(wanted)) return wanted;
  for (let number = 2; ; number++) {
    const suffix = `-${number}`;
    const slug = `${wanted
      .slice(0, maxSlugLength - suffix.length)
      .toWellFormed()
      .replace(/\uFFFD/g, "")}${suffix}`;
    if (!isTaken(slug)) return slug;
  }
}

/** Accents fall off Latin letters alone: in other scripts marks are letters' own. */
function isLatin(text: string, offset: number): boolean {
  return /[\p{Script=Latin}\p{N}]\p{M}*$/u.test(text.slice(Math.max(0, offset - 8), offset));
}

const transliterations = new Map<string, string>([
  ...pairs("ß ss æ ae œ oe ø o đ d ð d ł l þ th ı i ħ h ŋ n & -and- @ -at- % -percent- № no"),
  ...pairs("а a б b в v г g ґ g д d е e ж zh з z и i і i й i к k л l м m н n о o п p р r с s т t у u ф f х kh ц ts"),
  ...pairs("ч ch ш sh щ shch ы y э e ю yu я ya є ye ђ dj ј j љ lj њ nj ћ c џ dz"),
  ["ъ", ""],
  ["ь", ""],
  ...pairs("α a β b γ g δ d ε e ζ z η i θ th ι i κ k λ l μ m ν n ξ x ο o π p ρ r σ s ς s τ t υ y φ f χ ch ψ ps ω o"),
]);

function pairs(text: string): [string, string][] {
  const words = text.split(" ");
  return words.flatMap((word, index) => (index % 2 === 0 ? [[word, words[index + 1]!] as [string, string]] : []));
}
