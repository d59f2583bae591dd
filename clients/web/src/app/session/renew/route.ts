import { redirect } from "next/navigation";
import { ownPath } from "../../../security/ownPath.ts";
import { forgetSession } from "../../../session/session.ts";

/**
 * Whoever comes here has an access token that the graph refuses although it has not expired: the session was ended
 * elsewhere. They go on as a guest.
 */
export async function GET(request: Request) {
  await forgetSession();
  redirect(ownPath(new URL(request.url).searchParams.get("to")));
}
