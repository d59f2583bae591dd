import type { AttributeDefinitionDraft } from "../domain/attribute.ts";
import type { AttributeDraft } from "../domain/attributeValues.ts";
import { type CategoryInTree, definitionsOf } from "../domain/category.ts";
import type { CategoryFinder } from "../import/categoryFinder.ts";
import type { Ports } from "../ports.ts";
import { translateCategory, updateCategory } from "../usecases/changeCategories.ts";
import type { DemoProduct } from "./demoProduct.ts";

/** The tops of the demo store's tree, by their German names. */
const german: Readonly<Record<string, string>> = {
  Books: "Bücher",
  Clothing: "Kleidung",
  Electronics: "Elektronik",
  Footwear: "Schuhe",
  Home: "Wohnen",
  Kitchen: "Küche",
  Outdoors: "Draußen",
  Stationery: "Schreibwaren",
  Toys: "Spielzeug",
};

/** Tags that say what a product is of: value, label, and the label in German. */
const materials: Readonly<Record<string, readonly [string, string, string]>> = {
  brass: ["brass", "Brass", "Messing"],
  canvas: ["canvas", "Canvas", "Segeltuch"],
  "cast iron": ["cast-iron", "Cast iron", "Gusseisen"],
  ceramic: ["ceramic", "Ceramic", "Keramik"],
  cotton: ["cotton", "Cotton", "Baumwolle"],
  enamel: ["enamel", "Enamel", "Emaille"],
  glass: ["glass", "Glass", "Glas"],
  leather: ["leather", "Leather", "Leder"],
  linen: ["linen", "Linen", "Leinen"],
  paper: ["paper", "Paper", "Papier"],
  steel: ["steel", "Steel", "Stahl"],
  wood: ["wood", "Wood", "Holz"],
  wool: ["wool", "Wool", "Wolle"],
};

const giftName = { name: "Makes a gift", german: "Als Geschenk" };
const materialName = { name: "Material", german: "Material" };

/** Has the departments of these products say what their products are of, in German too. What staff changed stays. */
export async function describeDepartments(
  ports: Pick<Ports, "categories">,
  products: readonly DemoProduct[],
  categoryOf: CategoryFinder,
): Promise<void> {
  const departments = [...Map.groupBy(products, ({ path }) => path[0] ?? "")];
  await Promise.all(departments.map(describe));

  async function describe([name, sold]: [string, readonly DemoProduct[]]): Promise<void> {
    const department = await categoryOf([name]);
    if (!department || department.version > 1) return;
    const { id } = department;
    const used = new Set(sold.flatMap(({ tags }) => tags).filter((tag) => materials[tag]));
    const choices = [...used].sort().map((tag) => materials[tag]!);
    await updateCategory(ports, { id, name: null, slug: null, attributes: definitionsFor(choices) });
    await translateCategory(ports, {
      ...{ id, locale: "de" },
      draft: {
        name: german[name] ?? null,
        attributes: definitionsFor(choices).map(({ code }) =>
          code === "gift"
            ? { code, name: giftName.german }
            : {
                ...{ code, name: materialName.german },
                choices: choices.map(([value, , label]) => ({ value, label })),
              },
        ),
      },
    });
  }
}

function definitionsFor(choices: readonly (readonly [string, string, string])[]): AttributeDefinitionDraft[] {
  const gift = { code: "gift", name: giftName.name, kind: "BOOLEAN", filterable: true } as const;
  if (choices.length === 0) return [gift];
  const material = { code: "material", name: materialName.name, kind: "SELECT", filterable: true } as const;
  return [{ ...material, choices: choices.map(([value, label]) => ({ value, label })) }, gift];
}

/** What a product says of itself, as far as its category still asks for it: staff may have changed that. */
export function attributesOf({ tags }: DemoProduct, category: CategoryInTree | null): AttributeDraft[] {
  const definitions = definitionsOf(category);
  const choices = definitions.find(({ code, kind }) => code === "material" && kind === "SELECT")?.choices ?? [];
  const choice = tags
    .flatMap((tag) => materials[tag]?.[0] ?? [])
    .find((each) => choices.some(({ value }) => value === each));
  const asksForGift = definitions.some(({ code, kind }) => code === "gift" && kind === "BOOLEAN");
  return [
    ...(choice === undefined ? [] : [{ code: "material", choice }]),
    ...(asksForGift ? [{ code: "gift", boolean: tags.includes("gift") }] : []),
  ];
}
