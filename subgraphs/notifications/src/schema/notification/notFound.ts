/** Also for a message that is somebody else's: whether it is there is not told. */
export function notificationNotFound() {
  return { __typename: "NotificationNotFound" as const, message: "There is no such message", path: ["id"] };
}
