/** What register, login and refreshSession give. */
export interface Tokens {
  /** A JWT of some minutes. */
  readonly accessToken: string;
  /** Gives the next tokens, once. */
  readonly refreshToken: string;
}
