import type { CategoryOutcome } from "../data/categoryRepository.ts";
import { type AttributeDefinitionDraft, readDefinitions } from "../domain/attribute.ts";
import type { CategoryInTree } from "../domain/category.ts";
import { type CategoryTranslationDraft, translateCategory as translate } from "../domain/categoryTranslation.ts";
import { readLine } from "../domain/fields.ts";
import { limits } from "../domain/limits.ts";
import { readLocale } from "../domain/locale.ts";
import { readSlug } from "../domain/productDraft.ts";
import { freeSlug, slugFrom } from "../domain/slug.ts";
import { categoryUpdatedEvent } from "../events/categoryEvents.ts";
import type { Ports } from "../ports.ts";
import { answeringInvalid, attempts, type InvalidOutcome } from "./outcome.ts";

export interface NewCategory {
  readonly name: string;
  readonly slug: string | null;
  readonly parentId: string | null;
  readonly attributes?: readonly AttributeDefinitionDraft[] | null;
}

type Saved = Extract<CategoryOutcome, { kind: "saved" }>;
type NotFound = Extract<CategoryOutcome, { kind: "not-found" }>;
type SlugTaken = { readonly kind: "slug-taken"; readonly slug: string };
export type SaveCategoryOutcome = Saved | NotFound | SlugTaken | InvalidOutcome;

/** Puts a category into the tree. "not-found" is about its parent. */
export function createCategory(
  ports: Pick<Ports, "categories" | "newId">,
  { name: givenName, slug: givenSlug, parentId, attributes: definitions }: NewCategory,
): Promise<SaveCategoryOutcome> {
  return answeringInvalid(async () => {
    const name = readLine(givenName, "The name", limits.name, ["name"]);
    const chosen = givenSlug === null ? null : readSlug(givenSlug);
    const attributes = readDefinitions(definitions ?? [], ["attributes"]);
    for (let attempt = 0; attempt < attempts; attempt++) {
      const slug = chosen ?? (await newSlug(ports, name));
      const category = { id: ports.newId(), slug, name, parentId, attributes, translations: {}, version: 1 };
      const outcome = await ports.categories.insert(category);
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

/** Changes what is given of a category; `attributes` are all that it defines itself. */
export function updateCategory(
  ports: Pick<Ports, "categories">,
  request: {
    readonly id: string;
    readonly name: string | null;
    readonly slug: string | null;
    readonly attributes?: readonly AttributeDefinitionDraft[] | null;
  },
): Promise<SaveCategoryOutcome> {
  return rewriteCategory(ports, request.id, (before) => ({
    ...before,
    name: request.name === null ? before.name : readLine(request.name, "The name", limits.name, ["name"]),
    slug: request.slug === null ? before.slug : readSlug(request.slug),
    attributes: request.attributes ? readDefinitions(request.attributes, ["attributes"]) : before.attributes,
  }));
}

/** Changes a category's texts in one language. */
export function translateCategory(
  ports: Pick<Ports, "categories">,
  request: { readonly id: string; readonly locale: string; readonly draft: CategoryTranslationDraft },
): Promise<SaveCategoryOutcome> {
  return rewriteCategory(ports, request.id, (before) => ({
    ...before,
    translations: translate(before, readLocale(request.locale, ["locale"]), request.draft),
  }));
}

/** Moves a category, with all that is below it. "not-found" is about it or its new parent. */
export function moveCategory(
  { categories }: Pick<Ports, "categories">,
  request: { readonly id: string; readonly parentId: string | null },
): Promise<CategoryOutcome> {
  return categories.move(request.id, request.parentId, categoryUpdatedEvent);
}

/** Makes a category's next version of the one that there is, and tells of it. `make` may throw InvalidInput. */
function rewriteCategory(
  { categories }: Pick<Ports, "categories">,
  id: string,
  make: (before: CategoryInTree) => CategoryInTree,
): Promise<SaveCategoryOutcome> {
  return answeringInvalid(async () => {
    for (let attempt = 0; attempt < attempts; attempt++) {
      const [before] = await categories.byIds([id]);
      if (!before) return { kind: "not-found" };
      const next = { ...make(before), version: before.version + 1 };
      const { ancestors: _ancestors, ...category } = next;
      const outcome = await categories.replace({
        ...{ category, replaces: before.version },
        event: categoryUpdatedEvent(next),
      });
      if (outcome.kind === "saved" || outcome.kind === "not-found") return outcome;
      if (outcome.kind === "slug-taken") return { kind: "slug-taken", slug: category.slug };
      // Another changed it since it was read: once more, on what it is now.
    }
    throw new Error(`The category ${id} could not be changed against ${attempts} others`);
  });
}
