import { orderStream } from "../../../../order/eventStream.ts";
import { resumeAfter } from "../../../../order/orderEvent.ts";
import { accessToken } from "../../../../session/session.ts";

export const dynamic = "force-dynamic";

/**
 * What happens to an order, as server-sent events. `after`: the sequence that the page has already; a browser that comes
 * back says by Last-Event-ID what it saw last.
 */
export async function GET(request: Request, { params }: { readonly params: Promise<{ readonly id: string }> }) {
  const { id } = await params;
  const after = resumeAfter(request.headers.get("last-event-id"), new URL(request.url).searchParams.get("after"));
  if (after === undefined) return new Response(null, { status: 400 });
  const stream = orderStream({ orderId: id, after, token: await accessToken(), gone: request.signal });
  if (!stream) return new Response(null, { status: 503, headers: { "retry-after": "30" } });
  return new Response(stream, {
    headers: {
      "content-type": "text/event-stream",
      "cache-control": "no-store, no-transform",
      "x-accel-buffering": "no",
      "x-robots-tag": "noindex",
    },
  });
}
