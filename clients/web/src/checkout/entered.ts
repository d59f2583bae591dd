import { z } from "zod";
import { type PaymentChoice, paymentChoices } from "./paymentMethods.ts";

/** The fields of an address, as the form and the graph name them. */
export const addressFields = [
  "fullName",
  "line1",
  "line2",
  "postalCode",
  "city",
  "region",
  "countryCode",
  "phone",
] as const;
export type AddressField = (typeof addressFields)[number];
export type EnteredAddress = Readonly<Record<AddressField, string>>;

/** What a shopper entered at the checkout, as they did. */
export interface Entered {
  readonly email: string;
  /** A saved address as JSON, or `new` for the fields of `address`. */
  readonly saved: string;
  readonly address: EnteredAddress;
  /** Empty until one was chosen. */
  readonly shippingMethodId: string;
  readonly payment: PaymentChoice;
}

export type EnteredField = AddressField | "email" | "shippingMethodId" | "payment";

/** What is missing or wrong, by field: which kind of thing, for the words. */
export type FieldProblems = Readonly<Partial<Record<EnteredField, "missing" | "wrong" | "too-long">>>;

/** An address as the graph takes it. */
export interface Address {
  readonly fullName: string;
  readonly line1: string;
  readonly line2: string | null;
  readonly city: string;
  readonly region: string | null;
  readonly postalCode: string;
  readonly countryCode: string;
  readonly phone: string | null;
}

const required = (longest: number) => z.string().trim().min(1, "missing").max(longest, "too-long");
const optional = (longest: number) =>
  z
    .string()
    .trim()
    .max(longest, "too-long")
    .nullish()
    .transform((text) => text || null);

const address = z.object({
  fullName: required(100),
  line1: required(200),
  line2: optional(200),
  city: required(100),
  region: optional(100),
  // Some countries have none; the graph knows.
  postalCode: z.string().trim().max(20, "too-long"),
  countryCode: z.string().regex(/^[A-Z]{2}$/, "missing"),
  phone: optional(32).refine((text) => text === null || /^\+?[\p{Nd} ().\-/x#*]{3,}$/u.test(text), "wrong"),
});

const email = z.string().trim().min(1, "missing").max(254, "too-long").pipe(z.email("wrong"));

/** Reads the checkout's form. What no form of ours sends is taken for nothing. */
export function readEntered(form: FormData): Entered {
  const text = (name: string) => {
    const value = form.get(name);
    return typeof value === "string" ? value : "";
  };
  const payment = text("payment") as PaymentChoice;
  return {
    email: text("email"),
    saved: text("saved") || "new",
    address: Object.fromEntries(addressFields.map((field) => [field, text(field)])) as EnteredAddress,
    shippingMethodId: text("shippingMethodId"),
    payment: paymentChoices.includes(payment) ? payment : paymentChoices[0]!,
  };
}

/** The address that was entered or chosen, or what is wrong with it. */
export function addressOf({ saved, address: typed }: Entered): { address: Address } | { problems: FieldProblems } {
  const { success, data, error } = address.safeParse(saved === "new" ? typed : fromJson(saved));
  return success ? { address: data } : { problems: problemsOf(error) };
}

/** The e-mail address that was entered; null for who is signed in, whose own counts. */
export function emailOf(entered: Entered, isSignedIn: boolean): { email: string | null } | { problems: FieldProblems } {
  if (isSignedIn) return { email: null };
  const { success, data } = email.safeParse(entered.email);
  return success ? { email: data } : { problems: { email: entered.email.trim() === "" ? "missing" : "wrong" } };
}

function problemsOf(error: z.ZodError): FieldProblems {
  return Object.fromEntries(
    error.issues.map(({ path, message }) => [
      String(path[0]),
      message === "missing" || message === "too-long" ? message : "wrong",
    ]),
  );
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
