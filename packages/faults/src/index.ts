export { type Faults, faultsBy, noFaults } from "./faults.ts";
export { followFaultsFile, readFaultsFile } from "./faultsFile.ts";
export { type FaultPlan, parseFaults } from "./parseFaults.ts";
export { InjectedFault } from "./suffer.ts";
