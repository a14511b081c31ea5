import {
  IconFolderPlus,
  IconPencil,
  IconPencilOff,
  IconPencilStar,
  IconPlayerPause,
  IconTrash,
} from "@tabler/icons-react";
import type { CaptioningMode, CaptionsStatus } from "../../../contract/index.ts";
import { type Action, defineHome } from "../../actions/action.ts";
import { inASentence, modeWords } from "./mode-words.ts";

/** All captions of the library, and whatever writes them. */
export interface CaptionsContext {
  status: Pick<CaptionsStatus, "mode" | "stage" | "written">;
  onMode(mode: CaptioningMode): void;
  /** Pauses the writing, or goes on with it. */
  onPause(): void;
  onRemoveAll(): void;
  onAdd(): void;
}

function inMode(mode: CaptioningMode, keys: string, icon: Action<CaptionsContext>["icon"]) {
  return {
    name: `Captions: ${inASentence(modeWords[mode].label)}`,
    keys: [keys],
    ...(icon && { icon }),
    applies: ({ status }) => status.mode !== mode,
    run: ({ onMode }) => onMode(mode),
  } satisfies Action<CaptionsContext>;
}

export const captionsHome = defineHome<CaptionsContext>()({
  id: "captions",
  title: "Captions",
  spots: ["models"],
  actions: {
    off: inMode("off", "O", IconPencilOff),
    opened: inMode("opened", "F", IconPencilStar),
    all: inMode("all", "E", IconPencil),
    pause: {
      name: "Pause the writing of captions, and go on",
      keys: ["Shift+P"],
      icon: IconPlayerPause,
      applies: ({ status: { stage } }) => stage !== null && stage.left > 0,
      run: ({ onPause }) => onPause(),
    },
    add: {
      name: "Add one that writes captions from a folder",
      keys: ["Shift+A"],
      icon: IconFolderPlus,
      run: ({ onAdd }) => onAdd(),
    },
    "remove-all": {
      name: "Remove all written captions",
      label: () => "Remove all written captions…",
      keys: ["Shift+X"],
      icon: IconTrash,
      isDanger: true,
      applies: ({ status }) => status.written > 0,
      run: ({ onRemoveAll }) => onRemoveAll(),
    },
  },
});
