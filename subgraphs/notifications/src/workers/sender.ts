import { repeatedly } from "@angidi/datastores";
import { type SendDuePorts, sendDue } from "../usecases/sendDue.ts";

/** Sends messages that are due. Any number of processes may do it: each passes over what another is at. */
export function sender(ports: SendDuePorts) {
  return repeatedly({
    name: "notifications.sender",
    everyMilliseconds: 2_000,
    gatheringMilliseconds: 200,
    onError: (error) => ports.log.error({ err: error }, "Sending failed; it is tried again"),
    run: () => sendDue(ports),
  });
}
