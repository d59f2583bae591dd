import "server-only";
import { randomUUID } from "node:crypto";
import { cookies } from "next/headers";
import { z } from "zod";
import { configuration } from "../configuration.ts";

const name = "angidi_checkout";

/** What is remembered of a shopper's checkout: from one submission to the next, and while the bank asks for a confirmation. */
export interface Attempt {
  /** Another after each refusal that a repeat would only repeat. */
  readonly number: string;
  /** The order that was placed last, and the cart that it is of. */
  readonly placed?: { readonly orderId: string; readonly cartKey: string; readonly cartVersion: number } | undefined;
}

const schema = z.object({
  number: z.string().max(40),
  placed: z.object({ orderId: z.string(), cartKey: z.string(), cartVersion: z.number() }).optional(),
});

/** The attempt that the shopper is at. */
export async function currentAttempt(): Promise<Attempt> {
  const text = (await cookies()).get(name)?.value;
  try {
    return schema.parse(JSON.parse(text ?? ""));
  } catch {
    return { number: "" };
  }
}

/** Remembers an order of the attempt. */
export async function rememberPlaced(placed: NonNullable<Attempt["placed"]>): Promise<void> {
  await keep({ ...(await currentAttempt()), placed });
}

/** Begins another attempt, after a refusal: the next submission is a new one, also with the same entries. */
export async function beginAnotherAttempt(): Promise<void> {
  await keep({ number: randomUUID() });
}

async function keep(attempt: Attempt): Promise<void> {
  (await cookies()).set(name, JSON.stringify(attempt), {
    httpOnly: true,
    sameSite: "lax",
    secure: configuration().storefrontUrl.startsWith("https:"),
    path: "/",
    maxAge: 24 * 60 * 60,
  });
}
