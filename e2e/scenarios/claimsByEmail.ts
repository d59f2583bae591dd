import { eventually } from "@angidi/testing";
import { expect, test } from "@jest/globals";
import { scenario } from "../src/scenario.ts";
import { cartWith, customer, guest, placement, product, staff } from "../src/world.ts";

interface Message {
  readonly template: string;
  readonly recipient: string;
  readonly body: string;
}

export const claimsByEmail = scenario("orders by an e-mail address", (platform) => {
  test("become their customer's once the address is shown to be theirs", async () => {
    const teapot = await product(platform(), { onHand: 3 });
    const ada = await customer(platform());
    const stranger = await customer(platform());
    const before = guest(platform());
    const cartId = await cartWith(before, teapot.variantId);
    const { order } = await before.ask("PlaceOrder", { input: placement(cartId, { email: ada.email.toUpperCase() }) });
    const claim = ({ client }: typeof ada) => client.ask("ClaimOrdersByEmail", { input: {} });
    for (const one of [ada, stranger]) expect(await claim(one)).toMatchObject({ __typename: "EmailNotVerified" });

    const asked = await ada.client.ask("RequestEmailVerification", { input: { email: ada.email } });
    expect(asked).toMatchObject({ __typename: "EmailVerificationRequested" });
    const support = await staff(platform(), "admin");
    // As the message is read: the platform's own outbox keeps it.
    const token = await eventually(
      async () => {
        const { edges } = await support.ask("LatestNotifications");
        const sent = edges
          .map(({ node }: { node: Message }) => node)
          .find((one: Message) => one.template === "EMAIL_VERIFICATION" && one.recipient === ada.email);
        const [, found] = /verify-email\?token=([\w-]+)/.exec(sent?.body ?? "") ?? [];
        if (!found) throw new Error("There is no message yet");
        return found;
      },
      { timeout: 20_000 },
    );
    expect(await stranger.client.ask("VerifyEmail", { input: { token } })).toMatchObject({
      __typename: "VerificationTokenInvalid",
    });
    expect(await ada.client.ask("VerifyEmail", { input: { token } })).toMatchObject({ user: { emailVerified: true } });
    expect(await claim(ada)).toEqual({
      __typename: "OrdersClaimed",
      orders: [{ id: order.id, shippingAddress: null }],
      hasMore: false,
    });
    expect(await claim(ada)).toMatchObject({ orders: [] });
    expect(await claim(stranger)).toMatchObject({ __typename: "EmailNotVerified" });
  });
});
