import { RefreshSession } from "../graph/generated/documents.ts";
import type { Renewal } from "./renewal.ts";
import type { Tokens } from "./tokens.ts";

/** In milliseconds. Long: after a renewal was given up nobody knows whether its token is spent. */
const deadline = 30_000;

/** Spends refresh tokens at the graph. Never rejects. */
export function refreshAtGraph(graphUrl: string): (refreshToken: string) => Promise<Renewal> {
  return async (refreshToken) => {
    try {
      const response = await fetch(graphUrl, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          accept: "application/json",
          "apollographql-client-name": "storefront",
        },
        body: JSON.stringify({
          operationName: "RefreshSession",
          query: RefreshSession.text,
          extensions: { persistedQuery: { version: 1, sha256Hash: RefreshSession.id } },
          variables: { input: { refreshToken } },
        }),
        cache: "no-store",
        signal: AbortSignal.timeout(deadline),
      });
      const { data } = (await response.json()) as {
        data?: { refreshSession?: ({ __typename: string } & Partial<Tokens>) | null } | null;
      };
      const { __typename, accessToken, refreshToken: next } = data?.refreshSession ?? {};
      if (accessToken && next) return { kind: "renewed", tokens: { accessToken, refreshToken: next } };
      return { kind: __typename === "RefreshTokenInvalid" ? "over" : "unknown" };
    } catch {
      return { kind: "unknown" };
    }
  };
}
