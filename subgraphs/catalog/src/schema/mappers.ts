import type { CategoryInTree } from "../domain/category.ts";
import type { NamedReference, Product, VariantOfProduct } from "../domain/product.ts";

// What resolvers hand down where the graph's type is made of something else.
export type ProductMapper = Product;
export type VariantMapper = VariantOfProduct;
export type CategoryMapper = CategoryInTree;
export type BrandMapper = NamedReference;
export type SellerMapper = NamedReference;
