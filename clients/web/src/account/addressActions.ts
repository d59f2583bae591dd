"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import type { Outcome } from "../design/entries.ts";
import { change } from "../graph/ask.ts";
import { AddAddress, RemoveAddress, SetDefaultAddress, UpdateAddress } from "../graph/generated/documents.ts";
import { speak } from "../locale/speak.ts";
import { addressForm, addressInputOf, missingIn } from "./addressForm.ts";
import { guarded } from "./guarded.ts";

/** Adds an address, or replaces the one whose id is sent along. Goes back to the address book. */
export async function saveAddress(_before: Outcome, form: FormData): Promise<Outcome> {
  const values = addressForm.parse(Object.fromEntries(form));
  const { problems } = (await speak()).words.account;
  const missing = missingIn(values);
  if (missing.length > 0) {
    return { values, problems: Object.fromEntries(missing.map((name) => [name, problems.needed])) };
  }
  const id = String(form.get("id") ?? "");
  const address = addressInputOf(values);
  const answer = await guarded(async () =>
    id === ""
      ? (await change(AddAddress, { input: { address } })).data.addAddress
      : (await change(UpdateAddress, { input: { id, address } })).data.updateAddress,
  );
  if ("problem" in answer) return { values, problems: {}, problem: answer.problem };
  switch (answer.__typename) {
    case "InvalidInput": {
      const field = answer.path?.at(-1) ?? "";
      return field in values
        ? { values, problems: { [field]: problems.invalid } }
        : { values, problems: {}, problem: problems.invalid };
    }
    case "AddressBookFull":
    case "AddressNotFound":
      return { values, problems: {}, problem: problems[answer.__typename] };
    default:
      revalidatePath("/account", "layout");
      return redirect("/account/addresses");
  }
}

/** Takes an address out of the book; one that is not there is gone already. */
export async function removeAddress(form: FormData): Promise<void> {
  await change(RemoveAddress, { input: { id: String(form.get("id")) } });
  revalidatePath("/account", "layout");
}

/** Makes an address the one that is offered first. */
export async function makeDefaultAddress(form: FormData): Promise<void> {
  await change(SetDefaultAddress, { input: { id: String(form.get("id")) } });
  revalidatePath("/account", "layout");
}
