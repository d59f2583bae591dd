import type { CartChangedResolvers } from "../../generated/resolvers.ts";
import { warningsAbout } from "../../usecases/warningsAbout.ts";

export const CartChanged: CartChangedResolvers = {
  warnings: ({ cart }, _args, { loaders }) => warningsAbout(loaders, cart),
};
