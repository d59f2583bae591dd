import type { Resolvers } from "../generated/resolvers.ts";
import { createBrand } from "./brand/Mutation/createBrand.ts";
import { brands } from "./brand/Query/brands.ts";
import { Category } from "./category/Category.ts";
import { createCategory } from "./category/Mutation/createCategory.ts";
import { moveCategory } from "./category/Mutation/moveCategory.ts";
import { updateCategory } from "./category/Mutation/updateCategory.ts";
import { categories } from "./category/Query/categories.ts";
import { category } from "./category/Query/category.ts";
import { seedDemoStore } from "./demo/Mutation/seedDemoStore.ts";
import { createProduct } from "./product/Mutation/createProduct.ts";
import { deleteProduct } from "./product/Mutation/deleteProduct.ts";
import { updateProduct } from "./product/Mutation/updateProduct.ts";
import { Product } from "./product/Product.ts";
import { product } from "./product/Query/product.ts";
import { products } from "./product/Query/products.ts";
import { createSeller } from "./seller/Mutation/createSeller.ts";
import { sellers } from "./seller/Query/sellers.ts";
import { variantsForQuote } from "./variant/Query/variantsForQuote.ts";
import { Variant } from "./variant/Variant.ts";

/** Every field that is not read as it is from its parent. */
export const resolvers: Resolvers = {
  Query: { brands, categories, category, product, products, sellers, variantsForQuote },
  Mutation: {
    createBrand,
    createCategory,
    createProduct,
    createSeller,
    deleteProduct,
    moveCategory,
    seedDemoStore,
    updateCategory,
    updateProduct,
  },
  Category,
  Product,
  Variant,
};
