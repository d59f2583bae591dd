import type { AudienceStore } from "../data/audienceStore.ts";
import { inApp, outbox } from "./embedded.ts";
import { lazyProvider, type Providers } from "./provider.ts";

/** The accounts with providers that there are; each is the whole of what its provider needs. */
export interface ProviderAccounts {
  readonly sendGrid: { readonly apiKey: string; readonly from: string } | null;
  readonly twilio: { readonly accountSid: string; readonly authToken: string; readonly from: string } | null;
  /** The key of a service account, as JSON. */
  readonly firebase: { readonly serviceAccount: string } | null;
}

/** Who carries each channel: its provider where there is an account, else the embedded outbox. */
export function chooseProviders(
  accounts: ProviderAccounts,
  { devices, now }: { readonly devices: AudienceStore; readonly now: () => Date },
): Providers {
  const { sendGrid, twilio, firebase } = accounts;
  return {
    EMAIL: sendGrid
      ? lazyProvider("sendgrid", async () => (await import("./sendgrid.ts")).sendGrid({ ...sendGrid, now }))
      : outbox,
    SMS: twilio ? lazyProvider("twilio", async () => (await import("./twilio.ts")).twilio({ ...twilio, now })) : outbox,
    PUSH: firebase
      ? lazyProvider("firebase", async () => {
          const provider = await import("./firebase.ts");
          return provider.firebase({ ...provider.firebaseCredential(firebase.serviceAccount), devices, now });
        })
      : outbox,
    IN_APP: inApp,
  };
}
