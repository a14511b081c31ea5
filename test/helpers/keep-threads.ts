import { afterAll } from "vitest";
import { endKeptThreads, keepThreads } from "../../src/core/workers/kept-threads.ts";

// Each test opens a library of its own; its threads have loaded everything already in the tests before it.
keepThreads();
afterAll(endKeptThreads);
