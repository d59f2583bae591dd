import type { Route } from "@angidi/subgraph";
import type { Notification } from "../domain/notification.ts";
import type { Ports } from "../ports.ts";
import { outbox } from "../providers/embedded.ts";
import { escapeHtml } from "../rendering/mail.ts";
import { htmlPage } from "./html.ts";

const shown = 100;

/** What the embedded outbox took, for developers. These pages know no caller: they are never served in production. */
export function outboxRoutes({ notifications }: Pick<Ports, "notifications">): Route[] {
  return [
    {
      method: "GET",
      path: "/outbox",
      async handle() {
        const rows = (await notifications.sentBy(outbox.name, shown)).map(
          ({ id, sentAt, channel, recipient, subject }) =>
            `<tr><td>${sentAt?.toISOString() ?? ""}</td><td>${channel}</td><td>${escapeHtml(recipient)}</td><td><a href="/outbox/${id}">${escapeHtml(subject)}</a></td></tr>`,
        );
        const table = `<table><tr><th>Sent</th><th>Channel</th><th>To</th><th>Subject</th></tr>\n${rows.join("\n")}\n</table>`;
        return htmlPage(200, "Outbox", rows.length > 0 ? table : "<p>Nothing has been sent yet.</p>");
      },
    },
    {
      method: "GET",
      path: "/outbox/:id",
      async handle({ params }) {
        const message = await notifications.byId(params.id ?? "");
        if (message?.provider !== outbox.name)
          return htmlPage(404, "No such message", '<p><a href="/outbox">Outbox</a></p>');
        // The frame has an origin of its own and may run nothing; its links open beside it.
        return htmlPage(200, message.subject, page(message), "; frame-src 'self'; img-src https: data:");
      },
    },
  ];
}

function page({ channel, recipient, html, body }: Notification): string {
  const rendered = html
    ? `<iframe sandbox="allow-popups allow-popups-to-escape-sandbox" title="The mail" srcdoc="${escapeHtml(html.replace("<head>", '<head><base target="_blank">'))}"></iframe>`
    : "";
  return `<p><a href="/outbox">Outbox</a> · ${channel} to ${escapeHtml(recipient)}</p>
${rendered}
<pre>${escapeHtml(body)}</pre>`;
}
