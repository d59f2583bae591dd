/** Words of signing in and of the account. */
export const account = {
  signIn: "Sign in",
};
