import type { Logger } from "pino";
import type { AudienceStore } from "./data/audienceStore.ts";
import type { NotificationRepository } from "./data/notificationRepository.ts";
import type { TemplateStore } from "./data/templateStore.ts";
import type { Providers } from "./providers/provider.ts";
import type { UnsubscribeLinks } from "./services/unsubscribeLinks.ts";
import type { VerificationLinks } from "./services/verificationLinks.ts";

/** How the shop calls itself in messages, and where it is. */
export interface Shop {
  readonly name: string;
  readonly url: string;
}

/** What this subgraph stands on. */
export interface Ports {
  readonly notifications: NotificationRepository;
  readonly audience: AudienceStore;
  readonly templates: TemplateStore;
  readonly providers: Providers;
  readonly links: UnsubscribeLinks;
  readonly verifications: VerificationLinks;
  readonly shop: Shop;
  readonly now: () => Date;
  /** From 0 up to 1. */
  readonly random: () => number;
  readonly newId: () => string;
  /** Tells the sender that there is something to send. */
  readonly wakeSender: () => void;
  /** Never given recipients, subjects or bodies. */
  readonly log: Logger;
}
