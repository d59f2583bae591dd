import type { AttributeValue } from "../domain/attribute.ts";
import type { CategoryInTree, DefinitionInCategory } from "../domain/category.ts";
import type { Market, MarketPrice, PriceList } from "../domain/market.ts";
import type { MediaFile } from "../domain/media/mediaFile.ts";
import type {
  Media,
  NamedReference,
  Product,
  ProductOption,
  SelectedOption,
  VariantOfProduct,
} from "../domain/product.ts";
import type { FieldChange, Revision } from "../domain/revision.ts";

// What resolvers hand down where the graph's type is made of something else.
export type ProductMapper = Product;
export type VariantMapper = VariantOfProduct;
export type CategoryMapper = CategoryInTree;
export type BrandMapper = NamedReference;
export type SellerMapper = NamedReference;
export type MediaMapper = Media;
export type MediaFileMapper = MediaFile;
export type AttributeDefinitionMapper = DefinitionInCategory;
export type MarketMapper = Market;
export type PriceListMapper = PriceList;
export type MarketPriceMapper = MarketPrice;
export type ProductRevisionMapper = Revision;
export type ProductFieldChangeMapper = FieldChange;

// With the product that has the translations.
export interface ProductOptionMapper {
  readonly product: Product;
  readonly option: ProductOption;
}
export interface SelectedOptionMapper {
  readonly product: Product;
  readonly selected: SelectedOption;
}

// With the category that has the translations.
export interface ProductAttributeMapper {
  readonly definition: DefinitionInCategory;
  readonly value: AttributeValue;
}
export interface AttributeChoiceMapper {
  readonly definition: DefinitionInCategory;
  readonly value: string;
}
