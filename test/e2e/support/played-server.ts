import { join } from "node:path";
import { readStaticFiles } from "../../../src/cli/serve/static-files.ts";
import { startWebServer } from "../../../src/cli/serve/web-server.ts";
import type { CaptioningMode } from "../../../src/contract/index.ts";
import { createCore } from "../../../src/core/index.ts";
import type { PlayedCaptioners } from "../../helpers/played-captioners.ts";
import type { PlayedModels } from "../../helpers/played-models.ts";

const pageDirectory = join(import.meta.dirname, "../../../out/renderer");

export interface PlayedServer {
  url: string;
  stop(): Promise<void>;
}

type Services = Awaited<ReturnType<typeof createCore>>["context"]["services"];

/** The built page on a core of this process whose models are played: what takes minutes elsewhere stands still here. */
export function servePlayedModels(
  library: string,
  played: PlayedModels,
  photos: number,
): Promise<PlayedServer> {
  return servePlayed(library, (services) => {
    played.onChange = () => services.events.modelsChanged();
    Object.assign(services, { modelCards: played.cards(library, photos) });
  });
}

/** The same of captions and of what writes them. */
export function servePlayedCaptioners(library: string, played: PlayedCaptioners): Promise<PlayedServer> {
  return servePlayed(library, async (services) => {
    await played.choice.refresh();
    played.onChange = () => services.events.modelsChanged();
    Object.assign(services, { captionerCards: played.cards() });
    Object.assign(services.captions, {
      status: () => played.status(),
      setMode: (mode: CaptioningMode) => played.setMode(mode),
      clear: () => played.clear(),
    });
  });
}

async function servePlayed(
  library: string,
  play: (services: Services) => void | Promise<void>,
): Promise<PlayedServer> {
  const core = await createCore({ libraryDirectory: library });
  await play(core.context.services);
  const server = await startWebServer(core, {
    host: "127.0.0.1",
    port: 0,
    files: readStaticFiles(pageDirectory),
    token: "played",
  });
  return {
    url: server.url,
    stop: async () => {
      await server.close();
      await core.close();
    },
  };
}
