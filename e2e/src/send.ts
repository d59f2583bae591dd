import { request } from "undici";

/** A whole HTTP answer of the gateway. */
export interface WholeAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  // biome-ignore lint/suspicious/noExplicitAny: a scenario reads what it asked for
  readonly body: any;
}

/** Sends a request to the graph, or to an address below it, with any headers. */
export async function send(
  { url }: { readonly url: string },
  body: object,
  headers: Readonly<Record<string, string>> = {},
  below = "",
): Promise<WholeAnswer> {
  const answer = await request(`${url}${below}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
  return { status: answer.statusCode, headers: answer.headers, body: await answer.body.json() };
}
