import { resolve } from "node:path";
import type { Core } from "../core/index.ts";
import { drawDemoPhotos } from "./draw-demo-photos.ts";
import { describeError, usageError } from "./errors.ts";
import { revealInFileManager } from "./file-manager.ts";
import type { CommonOptions } from "./options.ts";
import { printNote } from "./output.ts";

interface CoreOptions {
  /** Whether "show in folder" opens a window on this machine. */
  canReveal?: boolean;
}

/** Opens the library, does the work with it, and closes it whatever happened. */
export async function withCore<Answer>(
  { library }: CommonOptions,
  work: (core: Core) => Promise<Answer>,
  { canReveal = false }: CoreOptions = {},
): Promise<Answer> {
  if (library === "") throw usageError("--library needs a folder, and this is empty.");
  // Loading the engine's native parts takes most of a short command's time: only what opens a library does.
  const { createCore, defaultLibraryDirectory, ShoeboxError } = await import("../core/index.ts");
  const libraryDirectory = library === undefined ? defaultLibraryDirectory() : resolve(library);
  // The core passes on what it knows: errors of its own kind.
  const reveal = (path: string) =>
    revealInFileManager(path).catch((error: unknown) => {
      const { code, message } = describeError(error);
      throw new ShoeboxError(code, message, { cause: error });
    });
  const core = await createCore({ libraryDirectory, host: { drawDemoPhotos, ...(canReveal && { reveal }) } });
  const hindrance = core.hindrance();
  if (hindrance) await printNote(hindrance.message);
  try {
    return await work(core);
  } finally {
    await core.close();
  }
}
