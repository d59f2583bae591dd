import type { Route } from "@angidi/subgraph";
import type { Kind } from "../domain/kind.ts";
import type { Ports } from "../ports.ts";
import { escapeHtml } from "../rendering/mail.ts";
import { unsubscribePath } from "../services/unsubscribeLinks.ts";
import { readUnsubscription, unsubscribe } from "../usecases/preferences.ts";
import { htmlPage } from "./html.ts";

const refused = htmlPage(
  403,
  "This link is not valid",
  "<p>Please open the link from the mail again, as a whole. You can also choose what you are told of in your account.</p>",
);

/** “order shipped”: what mails of a kind are about, in words. */
const inWords = (kind: Kind) => kind.toLowerCase().replaceAll("_", " ");

/**
 * Where unsubscribe links lead. Looking changes nothing, since mail scanners follow links; the button and the one click of
 * mail programs (RFC 8058) both POST, and the signed token is all that it takes.
 */
export function unsubscribeRoutes(ports: Pick<Ports, "audience" | "links">): Route[] {
  return [
    {
      method: "GET",
      path: unsubscribePath,
      async handle({ query }) {
        const token = query.token ?? "";
        const unsubscription = readUnsubscription(ports, token);
        if (!unsubscription) return refused;
        const action = `${unsubscribePath}?token=${encodeURIComponent(token)}`;
        return htmlPage(
          200,
          "Unsubscribe",
          `<p>Do you want no more mails of this kind: ${escapeHtml(inWords(unsubscription.kind))}?</p>
<form method="post" action="${escapeHtml(action)}"><button>Unsubscribe</button></form>`,
        );
      },
    },
    {
      method: "POST",
      path: unsubscribePath,
      async handle({ query }) {
        const unsubscription = await unsubscribe(ports, query.token ?? "");
        if (!unsubscription) return refused;
        return htmlPage(
          200,
          "You are unsubscribed",
          `<p>You get no more mails of this kind: ${escapeHtml(inWords(unsubscription.kind))}.</p>`,
        );
      },
    },
  ];
}
