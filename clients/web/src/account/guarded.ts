import "server-only";
import { GraphUnavailable } from "../graph/ask.ts";
import { speak } from "../locale/speak.ts";

/** Calls the graph, and gives what to tell the shopper where it does not answer or has had enough for now. */
export async function guarded<Result extends object>(
  call: () => Promise<Result>,
): Promise<Result | { readonly problem: string }> {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof GraphUnavailable)) throw error;
    const { problems } = (await speak()).words.account;
    const isLimit = error.problems.some(({ code }) => code === "RATE_LIMITED" || code === "TOO_MANY_REQUESTS");
    return { problem: isLimit ? problems.tooMany : problems.unavailable };
  }
}
