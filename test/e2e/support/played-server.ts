import { join } from "node:path";
import { readStaticFiles } from "../../../src/cli/serve/static-files.ts";
import { startWebServer } from "../../../src/cli/serve/web-server.ts";
import { createCore } from "../../../src/core/index.ts";
import type { PlayedModels } from "../../helpers/played-models.ts";

const pageDirectory = join(import.meta.dirname, "../../../out/renderer");

export interface PlayedServer {
  url: string;
  stop(): Promise<void>;
}

/** The built page on a core of this process whose models are played: what takes minutes elsewhere stands still here. */
export async function servePlayedModels(
  library: string,
  played: PlayedModels,
  photos: number,
): Promise<PlayedServer> {
  const core = await createCore({ libraryDirectory: library });
  const { services } = core.context;
  played.onChange = () => services.events.modelsChanged();
  Object.assign(services, { modelCards: played.cards(library, photos) });
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
