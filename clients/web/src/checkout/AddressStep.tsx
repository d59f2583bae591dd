import { Field, Select } from "../design/Field.tsx";
import { Choice } from "./Choice.tsx";
import type { CheckoutState } from "./checkoutState.ts";
import type { Country } from "./countries.ts";
import type { FormWords } from "./formWords.ts";
import { StepSection } from "./StepSection.tsx";

/** An address of the customer's book: as it is read, and as the form sends it. */
export interface SavedAddress {
  readonly value: string;
  readonly name: string;
  readonly text: string;
}

/** Where to: a saved address, or another one. The fields carry the names by which browsers fill them in. */
export function AddressStep({
  saved,
  countries,
  state,
  words,
}: {
  readonly saved: readonly SavedAddress[];
  readonly countries: readonly Country[];
  readonly state: CheckoutState;
  readonly words: FormWords;
}) {
  const { address, saved: chosen } = state.entered;
  const field = (name: Exclude<keyof typeof address, "countryCode">) => ({
    name,
    label: words.fields[name],
    defaultValue: address[name],
    problem: state.problems[name],
  });
  return (
    <StepSection step="address" words={words}>
      {saved.length > 0 && (
        <fieldset className="group mb-4 grid gap-2">
          <legend className="sr-only">{words.savedAddress}</legend>
          {saved.map(({ value, name, text }) => (
            <Choice key={value} name="saved" value={value} defaultChecked={value === chosen}>
              <span className="font-medium">{name}</span>
              <span className="block text-sm text-muted">{text}</span>
            </Choice>
          ))}
          <Choice name="saved" value="new" defaultChecked={chosen === "new"}>
            {words.newAddress}
          </Choice>
        </fieldset>
      )}
      <div
        data-address
        className={`grid gap-4 sm:grid-cols-6 ${saved.length > 0 ? "[section:not(:has([value=new]:checked))_&]:hidden" : ""}`}
      >
        <Select
          className="sm:col-span-6"
          label={words.fields.countryCode}
          name="countryCode"
          autoComplete="shipping country"
          defaultValue={address.countryCode}
          problem={state.problems.countryCode}
        >
          <option value="">{words.chooseCountry}</option>
          {countries.map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </Select>
        <Field className="sm:col-span-6" {...field("fullName")} autoComplete="shipping name" maxLength={100} />
        <Field className="sm:col-span-6" {...field("line1")} autoComplete="shipping address-line1" maxLength={200} />
        <Field className="sm:col-span-6" {...field("line2")} autoComplete="shipping address-line2" maxLength={200} />
        <Field className="sm:col-span-2" {...field("postalCode")} autoComplete="shipping postal-code" maxLength={20} />
        <Field className="sm:col-span-4" {...field("city")} autoComplete="shipping address-level2" maxLength={100} />
        <Field className="sm:col-span-3" {...field("region")} autoComplete="shipping address-level1" maxLength={100} />
        <Field
          className="sm:col-span-3"
          {...field("phone")}
          type="tel"
          autoComplete="shipping tel"
          maxLength={32}
          hint={words.phoneHint}
        />
      </div>
    </StepSection>
  );
}
