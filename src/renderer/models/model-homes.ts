import {
  IconDownload,
  IconFileCheck,
  IconFolderPlus,
  IconGauge,
  IconPlayerPause,
  IconTrash,
  IconTrashX,
  IconX,
} from "@tabler/icons-react";
import { type Action, defineHome, type Spot } from "../actions/action.ts";
import type { ModelAction, ModelActionName } from "./model-actions.ts";

/** One model: of those that find photos, or of those that write captions. */
export interface ModelContext {
  /** What can be done with it now. */
  offers: readonly ModelAction[];
  onAct(action: ModelActionName): void;
}

/** Does the one of these that is offered for the model now. */
function does(
  names: readonly ModelActionName[],
  parts: Omit<Action<ModelContext>, "run" | "applies" | "label">,
): Action<ModelContext> {
  const offered = ({ offers }: ModelContext) => offers.find(({ action }) => names.includes(action));
  return {
    ...parts,
    label: (context) => offered(context)?.label ?? parts.name,
    applies: (context) => offered(context) !== undefined,
    run: (context) => {
      const offer = offered(context);
      if (offer) context.onAct(offer.action);
    },
  };
}

const shared = { title: "Models", spots: ["models"] as readonly Spot[] };

export const modelHome = defineHome<ModelContext>()({
  ...shared,
  id: "model",
  actions: {
    begin: does(["get", "use"], { name: "Get the model, or use it", keys: ["Enter"], icon: IconDownload }),
    pause: does(["pause", "resume"], {
      name: "Pause and resume a switch",
      keys: ["Space"],
      icon: IconPlayerPause,
    }),
    cancel: does(["cancel"], { name: "Cancel a download or a switch", keys: ["X"], icon: IconX }),
    measure: does(["measure"], { name: "Measure its speed", keys: ["T"], icon: IconGauge, isInMenu: true }),
    check: does(["check"], { name: "Check its files", keys: ["V"], icon: IconFileCheck, isInMenu: true }),
    forget: does(["forget"], {
      name: "Delete its index",
      keys: ["Shift+Delete"],
      icon: IconTrashX,
      isInMenu: true,
    }),
    remove: does(["remove"], {
      name: "Remove the model",
      keys: ["Delete"],
      icon: IconTrash,
      isInMenu: true,
    }),
  },
  moves: [
    { name: "Move from model to model", keys: ["ArrowUp", "ArrowDown"] },
    { name: "First and last model", keys: ["Home", "End"] },
  ],
});

export const modelsHome = defineHome<{ onAdd(): void }>()({
  ...shared,
  id: "models",
  actions: {
    add: {
      name: "Add a model from a folder",
      keys: ["A"],
      icon: IconFolderPlus,
      run: ({ onAdd }) => onAdd(),
    },
  },
});
