import { type CategoryUpdated, categoryUpdated, eventOf } from "@angidi/event-contracts";
import type { Category, CategoryInTree } from "../domain/category.ts";

/** What everybody is told of a category after a change. */
export function categoryUpdatedEvent(category: CategoryInTree): CategoryUpdated {
  return eventOf(categoryUpdated, {
    source: "catalog",
    subject: category.id,
    subjectVersion: category.version,
    data: {
      category: {
        ...nameOf(category),
        ancestors: category.ancestors.map(nameOf),
        attributes: category.attributes.map(({ code, name, kind, unit, choices, filterable }) => ({
          ...{ code, name, kind, unit, filterable },
          choices: [...choices],
        })),
        translations: Object.fromEntries(
          Object.entries(category.translations).map(([locale, { name }]) => [locale, { name }]),
        ),
      },
    },
  });
}

/** How events name a category. */
export function nameOf({ id, slug, name }: Category) {
  return { id, slug, name };
}
