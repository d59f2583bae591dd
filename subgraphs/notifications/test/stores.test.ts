import { describeAudience } from "./contract/audienceStore.contract.ts";
import { describeNotifications } from "./contract/notificationRepository.contract.ts";
import { describeOrderContacts } from "./contract/orderContactStore.contract.ts";
import { describeTemplates } from "./contract/templateStore.contract.ts";
import { describeEachEngine } from "./storesUnderTest.ts";

describeEachEngine((engine, open) => {
  describeNotifications(engine, open);
  describeAudience(engine, open);
  describeOrderContacts(engine, open);
  describeTemplates(engine, open);
});
