import { IconArrowBackUp, IconArrowBarToUp, IconFolderX, IconRefresh } from "@tabler/icons-react";
import { defineHome, spots } from "../actions/action.ts";

/** One folder of the library, in the rail. */
export interface FolderContext {
  isOffline: boolean;
  isForgotten: boolean;
  /** Something is being indexed: this folder can go first. */
  isIndexing: boolean;
  onLookAgain(): void;
  onGoFirst(): void;
  onForget(): void;
  onRecall(): void;
}

const isThere = ({ isOffline, isForgotten }: FolderContext) => !isOffline && !isForgotten;

/** Its menu has these; none has a key, since no folder is chosen. */
export const folderHome = defineHome<FolderContext>()({
  id: "folder",
  title: "Folders",
  spots,
  actions: {
    "look-again": {
      name: "Look for changes",
      icon: IconRefresh,
      isInMenu: true,
      applies: isThere,
      run: ({ onLookAgain }) => onLookAgain(),
    },
    "go-first": {
      name: "Index this folder first",
      icon: IconArrowBarToUp,
      isInMenu: true,
      applies: (context) => isThere(context) && context.isIndexing,
      run: ({ onGoFirst }) => onGoFirst(),
    },
    forget: {
      name: "Forget this folder",
      label: () => "Forget this folder…",
      icon: IconFolderX,
      isInMenu: true,
      applies: ({ isForgotten }) => !isForgotten,
      run: ({ onForget }) => onForget(),
    },
    recall: {
      name: "Bring it back",
      icon: IconArrowBackUp,
      isInMenu: true,
      applies: ({ isForgotten }) => isForgotten,
      run: ({ onRecall }) => onRecall(),
    },
  },
});
