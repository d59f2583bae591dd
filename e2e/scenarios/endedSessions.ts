import { eventually } from "@angidi/testing";
import { expect, test } from "@jest/globals";
import { GraphClient } from "../src/client.ts";
import { scenario } from "../src/scenario.ts";
import { customer, guest } from "../src/world.ts";

const changePassword = `mutation ($input: ChangePasswordInput!) { changePassword(input: $input) { __typename } }`;

export const endedSessions = scenario("a session that is over", (platform) => {
  /** Another session of a customer. */
  const signedIn = async ({ email, password }: { email: string; password: string }) => {
    const session = await guest(platform()).ask("Login", { input: { email, password } });
    return { client: new GraphClient(platform(), session.accessToken), session };
  };
  const isAccepted = async ({ client }: { client: GraphClient }) => {
    const { errors } = await client.send("Me");
    if (errors.length > 0) expect(errors[0]!.extensions?.code).toBe("UNAUTHENTICATED");
    return errors.length === 0;
  };
  const isRefusedWithinASecond = (of: { client: GraphClient }) =>
    eventually(async () => !(await isAccepted(of)), { timeout: 1_000 });

  test("after a logout the session's access token is refused within a second, and no other session's", async () => {
    const first = await customer(platform());
    const second = await signedIn(first);
    expect(await isAccepted(first)).toBe(true);
    await guest(platform()).ask("Logout", { input: { refreshToken: first.session.refreshToken } });
    await isRefusedWithinASecond(first);
    expect(await isAccepted(second)).toBe(true);
  });

  test("after a change of the password the access tokens of all other sessions are refused within a second", async () => {
    const first = await customer(platform());
    const second = await signedIn(first);
    const input = { currentPassword: first.password, newPassword: `another ${first.password}` };
    const { data } = await second.client.post({ query: changePassword, variables: { input } });
    expect(data.changePassword.__typename).toBe("PasswordChanged");
    await isRefusedWithinASecond(first);
    expect(await isAccepted(second)).toBe(true);
  });
});
