import type { Resolvers } from "../generated/resolvers.ts";
import { AttributeChoice } from "./attribute/AttributeChoice.ts";
import { AttributeDefinition } from "./attribute/AttributeDefinition.ts";
import { ProductAttribute } from "./attribute/ProductAttribute.ts";
import { createBrand } from "./brand/Mutation/createBrand.ts";
import { brands } from "./brand/Query/brands.ts";
import { Category } from "./category/Category.ts";
import { createCategory } from "./category/Mutation/createCategory.ts";
import { moveCategory } from "./category/Mutation/moveCategory.ts";
import { updateCategory } from "./category/Mutation/updateCategory.ts";
import { categories } from "./category/Query/categories.ts";
import { category } from "./category/Query/category.ts";
import { seedDemoStore } from "./demo/Mutation/seedDemoStore.ts";
import { revertProduct } from "./history/Mutation/revertProduct.ts";
import { ProductFieldChange } from "./history/ProductFieldChange.ts";
import { ProductRevision } from "./history/ProductRevision.ts";
import { productRevisions } from "./history/Query/productRevisions.ts";
import { Market } from "./market/Market.ts";
import { createMarket } from "./market/Mutation/createMarket.ts";
import { createPriceList } from "./market/Mutation/createPriceList.ts";
import { setPrices } from "./market/Mutation/setPrices.ts";
import { updateMarket } from "./market/Mutation/updateMarket.ts";
import { updatePriceList } from "./market/Mutation/updatePriceList.ts";
import { marketForQuote } from "./market/Query/marketForQuote.ts";
import { markets } from "./market/Query/markets.ts";
import { Media } from "./media/Media.ts";
import { MediaFile } from "./media/MediaFile.ts";
import { arrangeMedia } from "./media/Mutation/arrangeMedia.ts";
import { attachMedia } from "./media/Mutation/attachMedia.ts";
import { completeMediaUpload } from "./media/Mutation/completeMediaUpload.ts";
import { deleteMedia } from "./media/Mutation/deleteMedia.ts";
import { prepareMediaUpload } from "./media/Mutation/prepareMediaUpload.ts";
import { mediaFile } from "./media/Query/mediaFile.ts";
import { moderateProduct } from "./moderation/Mutation/moderateProduct.ts";
import { productsToModerate } from "./moderation/Query/productsToModerate.ts";
import { createProduct } from "./product/Mutation/createProduct.ts";
import { deleteProduct } from "./product/Mutation/deleteProduct.ts";
import { restoreProduct } from "./product/Mutation/restoreProduct.ts";
import { updateProduct } from "./product/Mutation/updateProduct.ts";
import { Product } from "./product/Product.ts";
import { ProductOption } from "./product/ProductOption.ts";
import { product } from "./product/Query/product.ts";
import { products } from "./product/Query/products.ts";
import { createSeller } from "./seller/Mutation/createSeller.ts";
import { sellers } from "./seller/Query/sellers.ts";
import { translateCategory } from "./translation/Mutation/translateCategory.ts";
import { translateProduct } from "./translation/Mutation/translateProduct.ts";
import { variantsForQuote } from "./variant/Query/variantsForQuote.ts";
import { SelectedOption } from "./variant/SelectedOption.ts";
import { Variant } from "./variant/Variant.ts";

/** Every field that is not read as it is from its parent. */
export const resolvers: Resolvers = {
  Query: {
    brands,
    categories,
    category,
    markets,
    marketForQuote,
    mediaFile,
    product,
    productRevisions,
    products,
    productsToModerate,
    sellers,
    variantsForQuote,
  },
  Mutation: {
    arrangeMedia,
    attachMedia,
    completeMediaUpload,
    createBrand,
    createCategory,
    createMarket,
    createPriceList,
    createProduct,
    createSeller,
    deleteMedia,
    deleteProduct,
    moderateProduct,
    moveCategory,
    prepareMediaUpload,
    restoreProduct,
    revertProduct,
    seedDemoStore,
    setPrices,
    translateCategory,
    translateProduct,
    updateCategory,
    updateMarket,
    updatePriceList,
    updateProduct,
  },
  AttributeChoice,
  AttributeDefinition,
  Category,
  Media,
  MediaFile,
  Product,
  ProductAttribute,
  ProductFieldChange,
  ProductOption,
  ProductRevision,
  SelectedOption,
  Market,
  Variant,
};
