import type { Core } from "../core/index.ts";
import { followStage } from "./follow-stage.ts";
import { listenForInterruption } from "./interruption.ts";
import type { CommonOptions } from "./options.ts";
import { withCore } from "./with-core.ts";

/**
 * Opens the library, changes something in it, and tells the Qdrant server in use: who looks there next finds it. One
 * that is away, or Ctrl-C, leaves that to the app or to the next command.
 */
export function withChangingCore<Result>(
  options: CommonOptions,
  work: (core: Core) => Promise<Result>,
): Promise<Result> {
  return withCore(options, async (core) => {
    const result = await work(core);
    await tell(core);
    return result;
  });
}

async function tell({ client, sendAll }: Core): Promise<void> {
  if ((await client.vectors.status()).inUse !== "qdrant") return;
  const interruption = listenForInterruption();
  try {
    await followStage(client, sendAll(), interruption.signal);
  } finally {
    interruption.stopListening();
  }
}
