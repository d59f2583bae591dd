import { scenarios } from "../scenarios/index.ts";
import { runScenarios } from "../src/platforms.ts";

runScenarios("distributed", "engines of scale", scenarios);
