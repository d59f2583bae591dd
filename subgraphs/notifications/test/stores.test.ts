import { describeAudience } from "./contract/audienceStore.contract.ts";
import { describeNotifications } from "./contract/notificationRepository.contract.ts";
import { describeOrders } from "./contract/orderStore.contract.ts";
import { describeTemplates } from "./contract/templateStore.contract.ts";
import { describeEachEngine } from "./storesUnderTest.ts";

describeEachEngine((engine, open) => {
  describeNotifications(engine, open);
  describeAudience(engine, open);
  describeOrders(engine, open);
  describeTemplates(engine, open);
});
