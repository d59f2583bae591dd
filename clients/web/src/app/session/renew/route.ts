import { redirect } from "next/navigation";
import { ownPath } from "../../../security/ownPath.ts";
import { mendSession } from "../../../session/endedSession.ts";
import { fingerprint } from "../../../session/fingerprint.ts";
import { accessToken } from "../../../session/session.ts";

/**
 * Whoever comes here from one of our pages has an access token that the graph refused although it has not expired: the
 * session was ended elsewhere, or the graph has new keys. It is renewed, or they go on as a guest. Whoever comes with
 * another token, or by a link that somebody made, is sent on and nothing else.
 */
export async function GET(request: Request) {
  const { searchParams } = new URL(request.url);
  const token = await accessToken();
  if (token !== undefined && searchParams.get("of") === fingerprint(token)) await mendSession(token);
  redirect(ownPath(searchParams.get("to")));
}
