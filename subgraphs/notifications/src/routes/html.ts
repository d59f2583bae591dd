import type { RouteResponse } from "@angidi/subgraph";
import { escapeHtml } from "../rendering/mail.ts";

/** Nothing of these pages runs, loads or may be framed by others; what a page needs beyond that it says. */
function policy(more: string): string {
  return `default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'${more}`;
}

/** A page of ours around a body that is HTML already. */
export function htmlPage(status: number, title: string, body: string, more = "; form-action 'self'"): RouteResponse {
  return {
    status,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": policy(more),
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
    },
    body: `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(title)}</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}table{width:100%;border-collapse:collapse}td,th{padding:.4rem;border-bottom:1px solid #ddd;text-align:left}iframe{width:100%;height:70vh;border:1px solid #ddd}pre{white-space:pre-wrap}</style></head>
<body>
<h1>${escapeHtml(title)}</h1>
${body}
</body>
</html>`,
  };
}
