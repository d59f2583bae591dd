import type { CategoryOutcome } from "../data/categoryRepository.ts";
import { readLine } from "../domain/fields.ts";
import { limits } from "../domain/limits.ts";
import { readSlug } from "../domain/productDraft.ts";
import { freeSlug, slugFrom } from "../domain/slug.ts";
import type { Ports } from "../ports.ts";
import { answeringInvalid, attempts, type InvalidOutcome } from "./outcome.ts";

export interface NewCategory {
  readonly name: string;
  readonly slug: string | null;
  readonly parentId: string | null;
}

type Saved = Extract<CategoryOutcome, { kind: "saved" }>;
type NotFound = Extract<CategoryOutcome, { kind: "not-found" }>;
type SlugTaken = { readonly kind: "slug-taken"; readonly slug: string };
export type SaveCategoryOutcome = Saved | NotFound | SlugTaken | InvalidOutcome;

/** Puts a category into the tree. "not-found" is about its parent. */
export function createCategory(
  ports: Pick<Ports, "categories" | "newId">,
  { name: givenName, slug: givenSlug, parentId }: NewCategory,
): Promise<SaveCategoryOutcome> {
  return answeringInvalid(async () => {
    const name = readLine(givenName, "The name", limits.name, ["name"]);
    const chosen = givenSlug === null ? null : readSlug(givenSlug);
    for (let attempt = 0; attempt < attempts; attempt++) {
      const slug = chosen ?? (await newSlug(ports, name));
      const outcome = await ports.categories.insert({ id: ports.newId(), slug, name, parentId });
      if (outcome.kind === "saved" || outcome.kind === "not-found") return outcome;
      if (chosen !== null) return { kind: "slug-taken", slug };
    }
    throw new Error(`The category ${name} could not be saved against ${attempts} others`);
  });
}

async function newSlug({ categories }: Pick<Ports, "categories">, name: string): Promise<string> {
  const wanted = slugFrom(name, "category");
  const taken = await categories.slugsLike([wanted]);
  return freeSlug(wanted, (slug) => taken.has(slug));
}

/** Changes a category's name or slug. */
export function updateCategory(
  { categories }: Pick<Ports, "categories">,
  request: { readonly id: string; readonly name: string | null; readonly slug: string | null },
): Promise<SaveCategoryOutcome> {
  return answeringInvalid(async () => {
    const name = request.name === null ? undefined : readLine(request.name, "The name", limits.name, ["name"]);
    const slug = request.slug === null ? undefined : readSlug(request.slug);
    const outcome = await categories.change(request.id, { name, slug });
    if (outcome.kind === "saved" || outcome.kind === "not-found") return outcome;
    return { kind: "slug-taken", slug: slug ?? "" };
  });
}

/** Moves a category, with all that is below it. "not-found" is about it or its new parent. */
export function moveCategory(
  { categories }: Pick<Ports, "categories">,
  request: { readonly id: string; readonly parentId: string | null },
): Promise<CategoryOutcome> {
  return categories.move(request.id, request.parentId);
}
