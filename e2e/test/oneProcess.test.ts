import { scenarios } from "../scenarios/index.ts";
import { runScenarios } from "../src/platforms.ts";

runScenarios("one-process", "embedded", scenarios);
