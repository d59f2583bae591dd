import { describeDeadLetters } from "./contract/deadLetters.contract.ts";
import { describeEventLog } from "./contract/eventLog.contract.ts";
import { describeInterleavings } from "./contract/interleavings.contract.ts";
import { postgres } from "./world.ts";

describeEventLog(postgres);
describeDeadLetters(postgres);
describeInterleavings(postgres);
