import type { Resolvers } from "../generated/resolvers.ts";
import { ensureAccount } from "./account/Mutation/ensureAccount.ts";
import { addAddress } from "./address/Mutation/addAddress.ts";
import { removeAddress } from "./address/Mutation/removeAddress.ts";
import { setDefaultAddress } from "./address/Mutation/setDefaultAddress.ts";
import { updateAddress } from "./address/Mutation/updateAddress.ts";
import { ownerOfBook } from "./address/results.ts";
import { ApiKey } from "./apiKey/ApiKey.ts";
import { createApiKey } from "./apiKey/Mutation/createApiKey.ts";
import { revokeApiKey } from "./apiKey/Mutation/revokeApiKey.ts";
import { apiKeys } from "./apiKey/Query/apiKeys.ts";
import { presentedApiKey } from "./apiKey/Query/presentedApiKey.ts";
import { login } from "./session/Mutation/login.ts";
import { logout } from "./session/Mutation/logout.ts";
import { refreshSession } from "./session/Mutation/refreshSession.ts";
import { register } from "./session/Mutation/register.ts";
import { sessionsEnded } from "./session/Subscription/sessionsEnded.ts";
import { changePassword } from "./user/Mutation/changePassword.ts";
import { setCustomerGroups } from "./user/Mutation/setCustomerGroups.ts";
import { setUserRoles } from "./user/Mutation/setUserRoles.ts";
import { updateProfile } from "./user/Mutation/updateProfile.ts";
import { me } from "./user/Query/me.ts";
import { userByEmail } from "./user/Query/userByEmail.ts";
import { User } from "./user/User.ts";
import { requestEmailVerification } from "./verification/Mutation/requestEmailVerification.ts";
import { verifyEmail } from "./verification/Mutation/verifyEmail.ts";
import { verifiedEmail } from "./verification/Query/verifiedEmail.ts";

/** Every resolver of users; a field without one is read from its parent. */
export const resolvers: Resolvers = {
  Query: { me, userByEmail, apiKeys, presentedApiKey, verifiedEmail },
  Mutation: {
    register,
    login,
    refreshSession,
    logout,
    updateProfile,
    changePassword,
    setUserRoles,
    setCustomerGroups,
    addAddress,
    updateAddress,
    removeAddress,
    setDefaultAddress,
    createApiKey,
    revokeApiKey,
    ensureAccount,
    requestEmailVerification,
    verifyEmail,
  },
  Subscription: { sessionsEnded },
  User,
  ApiKey,
  AddressAdded: ownerOfBook,
  AddressUpdated: ownerOfBook,
  AddressRemoved: ownerOfBook,
  DefaultAddressSet: ownerOfBook,
};
