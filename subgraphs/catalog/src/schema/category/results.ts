import type { CategoryOutcome } from "../../data/categoryRepository.ts";
import type { SaveCategoryOutcome } from "../../usecases/changeCategories.ts";
import { slugTaken } from "../product/results.ts";

/** An outcome as a member of CreateCategoryResult and UpdateCategoryResult; `path` is where a category was named. */
export function toSaveCategoryResult(outcome: SaveCategoryOutcome, path: string) {
  switch (outcome.kind) {
    case "saved":
      return { __typename: "CategorySaved" as const, category: outcome.category };
    case "invalid-input":
      return { __typename: "InvalidInput" as const, ...outcome.issue };
    case "slug-taken":
      return slugTaken(outcome.slug);
    case "not-found":
      return categoryNotFound(path);
  }
}

/** An outcome as a member of TranslateCategoryResult: a translation has no slug. */
export function toRewrittenCategory(outcome: SaveCategoryOutcome) {
  if (outcome.kind === "slug-taken") throw new Error("A translation of a category came to slug-taken");
  if (outcome.kind === "not-found") return categoryNotFound("id");
  if (outcome.kind === "invalid-input") return { __typename: "InvalidInput" as const, ...outcome.issue };
  return { __typename: "CategorySaved" as const, category: outcome.category };
}

/** An outcome as a member of MoveCategoryResult. */
export function toMoveCategoryResult(outcome: CategoryOutcome) {
  switch (outcome.kind) {
    case "saved":
      return { __typename: "CategorySaved" as const, category: outcome.category };
    case "cycle":
      return {
        __typename: "CategoryCycle" as const,
        message: "A category cannot go below itself",
        path: ["parentId"],
      };
    default:
      return categoryNotFound("id");
  }
}

function categoryNotFound(path: string) {
  return { __typename: "CategoryNotFound" as const, message: "There is no such category", path: [path] };
}
