import type { PostalAddress } from "@angidi/contact";
import type { Context } from "../../context.ts";
import type { User } from "../../domain/user.ts";
import { noAccount, refusal } from "../userErrors.ts";

/** Resolves whose book a result is about. */
export const ownerOfBook = {
  async user({ userId }: { readonly userId: string }, _args: object, { loaders }: Context): Promise<User> {
    const user = await loaders.userById.load(userId);
    if (!user) throw noAccount();
    return user;
  },
};

export const addressNotFound = () => refusal("AddressNotFound", "There is no such address in your book.", ["id"]);

export const invalidAddress = ({ field, message }: { readonly field: keyof PostalAddress; readonly message: string }) =>
  refusal("InvalidInput", message, ["address", field]);
