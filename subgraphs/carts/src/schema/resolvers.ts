import type { Resolvers } from "../generated/resolvers.ts";
import { adoptCart } from "./adoption/Mutation/adoptCart.ts";
import { Cart } from "./cart/Cart.ts";
import { CartLine } from "./cart/CartLine.ts";
import { addCartLines } from "./cart/Mutation/addCartLines.ts";
import { updateCartLines } from "./cart/Mutation/updateCartLines.ts";
import { cart } from "./cart/Query/cart.ts";
import { SavedCartLine } from "./cart/SavedCartLine.ts";
import { checkoutQuote } from "./checkout/Query/checkoutQuote.ts";
import { applyDiscountCode } from "./discountCode/Mutation/applyDiscountCode.ts";
import { removeDiscountCode } from "./discountCode/Mutation/removeDiscountCode.ts";
import { setCartMarket } from "./market/Mutation/setCartMarket.ts";
import { changeRedemptions } from "./orderQuote/Mutation/changeRedemptions.ts";
import { orderQuote } from "./orderQuote/Query/orderQuote.ts";
import { redeemDiscountCodes } from "./placement/Mutation/redeemDiscountCodes.ts";
import { restoreDiscountCodes } from "./placement/Mutation/restoreDiscountCodes.ts";
import { placementQuote } from "./placement/Query/placementQuote.ts";
import { createPromotion } from "./promotion/Mutation/createPromotion.ts";
import { endPromotion } from "./promotion/Mutation/endPromotion.ts";
import { pausePromotion } from "./promotion/Mutation/pausePromotion.ts";
import { resumePromotion } from "./promotion/Mutation/resumePromotion.ts";
import { updatePromotion } from "./promotion/Mutation/updatePromotion.ts";
import { Promotion } from "./promotion/Promotion.ts";
import { promotions } from "./promotion/Query/promotions.ts";
import { moveToCart } from "./savedLine/Mutation/moveToCart.ts";
import { saveForLater } from "./savedLine/Mutation/saveForLater.ts";
import { User } from "./user/User.ts";
import { CartChanged } from "./warning/CartChanged.ts";
import { acknowledgePrices } from "./warning/Mutation/acknowledgePrices.ts";

export const resolvers: Resolvers = {
  Query: { cart, checkoutQuote, placementQuote, orderQuote, promotions },
  Mutation: {
    addCartLines,
    updateCartLines,
    setCartMarket,
    saveForLater,
    moveToCart,
    acknowledgePrices,
    applyDiscountCode,
    removeDiscountCode,
    createPromotion,
    updatePromotion,
    pausePromotion,
    resumePromotion,
    endPromotion,
    adoptCart,
    redeemDiscountCodes,
    restoreDiscountCodes,
    changeRedemptions,
  },
  Cart,
  CartLine,
  SavedCartLine,
  CartChanged,
  Promotion,
  User,
};
