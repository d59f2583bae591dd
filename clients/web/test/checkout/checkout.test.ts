import { describe, expect, it } from "@jest/globals";
import { type CheckoutState, submit } from "../../src/checkout/checkoutState.ts";
import { countriesIn } from "../../src/checkout/countries.ts";
import { addressOf, emailOf, readEntered } from "../../src/checkout/entered.ts";

const typed = { fullName: "Ada", line1: "1 Main St", postalCode: "94103", city: "San Francisco", countryCode: "US" };

function formOf(entries: Readonly<Record<string, string>>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(entries)) form.set(name, value);
  return form;
}

describe("what is entered at the checkout", () => {
  it("is an address when what every address has is there", () => {
    expect(addressOf(readEntered(formOf(typed)))).toEqual({
      address: { ...typed, line2: null, region: null, phone: null },
    });
  });

  it("is told by field what is missing or wrong", () => {
    const entered = readEntered(formOf({ ...typed, city: "  ", phone: "call me" }));
    expect(addressOf(entered)).toEqual({ problems: { city: "missing", phone: "wrong" } });
  });

  it("may be a saved address, and nothing that only claims to be one", () => {
    const saved = { ...typed, line2: null, region: null, phone: null };
    expect(addressOf(readEntered(formOf({ saved: JSON.stringify(saved) })))).toEqual({ address: saved });
    expect(addressOf(readEntered(formOf({ saved: "{" })))).toHaveProperty("problems");
  });

  it("needs an e-mail address of a guest alone", () => {
    expect(emailOf(readEntered(formOf({ email: " ada@example.com " })), false)).toEqual({ email: "ada@example.com" });
    expect(emailOf(readEntered(formOf({ email: "ada" })), false)).toEqual({ problems: { email: "wrong" } });
    expect(emailOf(readEntered(formOf({})), false)).toEqual({ problems: { email: "missing" } });
    expect(emailOf(readEntered(formOf({})), true)).toEqual({ email: null });
  });

  it("is paid by one of the ways that are offered", () => {
    expect(readEntered(formOf({ payment: "pm_card_visa" })).payment).toBe("card");
    expect(readEntered(formOf({ payment: "declined" })).payment).toBe("declined");
  });
});

describe("submitting the checkout", () => {
  const state: CheckoutState = { entered: readEntered(formOf(typed)), quote: null, problems: {}, told: null };
  const options = { lost: "lost", pause: async () => {}, isSignal: (error: unknown) => error === "redirect" };

  it("sends the same form again when the answer is lost", async () => {
    const form = formOf(typed);
    const seen: FormData[] = [];
    const next = await submit(
      async (_previous, sent) => {
        seen.push(sent);
        if (seen.length < 3) throw new Error("network");
        return { ...state, told: { kind: "declined", message: "no" } };
      },
      state,
      form,
      options,
    );
    expect([next.told?.kind, seen.every((one) => one === form)]).toEqual(["declined", true]);
  });

  it("says that it is not known when nothing comes back at all, and keeps what was entered", async () => {
    const lose = async () => {
      throw new Error("network");
    };
    const next = await submit(lose, state, formOf(typed), options);
    expect(next).toEqual({ ...state, told: { kind: "unavailable", message: "lost" } });
  });

  it("lets a redirect through", async () => {
    const go = async () => {
      throw "redirect";
    };
    await expect(submit(go, state, formOf(typed), options)).rejects.toBe("redirect");
  });
});

describe("the countries", () => {
  it("stand in the order of the language", () => {
    const german = countriesIn("de").map(({ name }) => name);
    expect(german.indexOf("Österreich")).toBeLessThan(german.indexOf("Pakistan"));
    expect(new Set(german).size).toBe(249);
  });
});
