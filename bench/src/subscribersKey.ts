/** Between the gateway and the subgraphs of `subscribers.ts`. */
export const subscribersSigningKey = "a signing key for the benchmark, thirty-two characters or more";
