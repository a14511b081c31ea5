import { followDownload } from "../follow-model.ts";
import { listenForInterruption } from "../interruption.ts";
import { nameOf } from "../model-words.ts";
import type { CommonOptions } from "../options.ts";
import { printJson, printNote, printText } from "../output.ts";
import { withCore } from "../with-core.ts";

/** Waits until a model is downloaded; Ctrl-C keeps what came. */
export async function install(id: string, options: CommonOptions): Promise<void> {
  const interruption = listenForInterruption();
  const card = await withCore(options, async ({ client }) => {
    await client.models.install({ id });
    const last = await followDownload(client, id, interruption.signal);
    return last.isInstalled ? last : client.models.cancelInstall({ id });
  });
  interruption.stopListening();
  if (options.json) await printJson(card);
  else if (card.isInstalled) {
    await printText(`${nameOf(card)} is installed. \`shoebox models use ${id}\` searches with it.`);
  } else await printNote("Stopped. What came is kept: run the same command again to carry on.");
  process.exitCode = interruption.exitCode() ?? 0;
}
