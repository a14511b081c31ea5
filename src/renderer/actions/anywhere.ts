import {
  IconAlertTriangle,
  IconArrowLeft,
  IconArrowRight,
  IconCommand,
  IconCopy,
  IconCube,
  IconDeviceDesktop,
  IconFolderPlus,
  IconHelp,
  IconLibraryPhoto,
  IconListCheck,
  IconMoon,
  IconPhoto,
  IconRefresh,
  IconSearch,
  IconSettings,
  IconSun,
  IconX,
} from "@tabler/icons-react";
import { menuKeys } from "../../contract/desktop-menu.ts";
import { historyKeys } from "../../contract/keys.ts";
import type { Screen } from "../navigation/place.ts";
import { type Action, defineHome, spots } from "./action.ts";
import { isMac } from "./key-press.ts";

export type ColorScheme = "light" | "dark" | "auto";

export interface AnywhereContext {
  screen: Screen;
  colorScheme: ColorScheme;
  onScreen(screen: Screen): void;
  onBack(): void;
  onForward(): void;
  onFind(): void;
  onAddFolder(): void;
  /** Looks for changes in all folders. */
  onRescan(): void;
  onPalette(): void;
  onShortcuts(): void;
  onJobs(): void;
  onColorScheme(scheme: ColorScheme): void;
  /** What Escape does here; undefined where there is nothing to be closed or cleared. */
  onLeave: (() => void) | undefined;
}

const steps = historyKeys(isMac);

function toScreen(
  screen: Screen,
  name: string,
  icon: Action<AnywhereContext>["icon"],
  keys: readonly string[],
): Action<AnywhereContext> {
  return { name, keys, ...(icon && { icon }), run: ({ onScreen }) => onScreen(screen) };
}

function inColours(
  scheme: ColorScheme,
  name: string,
  icon: Action<AnywhereContext>["icon"],
): Action<AnywhereContext> {
  return {
    name,
    ...(icon && { icon }),
    isEverywhere: true,
    applies: ({ colorScheme }) => colorScheme !== scheme,
    run: ({ onColorScheme }) => onColorScheme(scheme),
  };
}

/** What can be done wherever one is. */
export const anywhere = defineHome<AnywhereContext>()({
  id: "anywhere",
  title: "Anywhere",
  spots,
  actions: {
    find: {
      name: "Search",
      keys: ["/", menuKeys.find],
      icon: IconSearch,
      isForTyping: true,
      run: ({ onFind }) => onFind(),
    },
    palette: {
      name: "Do anything, or go anywhere, by its name",
      keys: [menuKeys.palette],
      icon: IconCommand,
      isForTyping: true,
      isEverywhere: true,
      isOutOfPalette: true,
      run: ({ onPalette }) => onPalette(),
    },
    leave: {
      name: "Clear the search, close what is open",
      keys: ["Escape"],
      icon: IconX,
      applies: ({ onLeave }) => onLeave !== undefined,
      run: ({ onLeave }) => onLeave?.(),
    },
    "add-folder": {
      name: "Add a folder",
      label: () => "Add a folder…",
      keys: [menuKeys["add-folder"]],
      icon: IconFolderPlus,
      isForTyping: true,
      run: ({ onAddFolder }) => onAddFolder(),
    },
    rescan: {
      name: "Look for changes in all folders",
      keys: ["Y"],
      icon: IconRefresh,
      run: ({ onRescan }) => onRescan(),
    },
    back: {
      name: "Back",
      keys: [steps.back],
      icon: IconArrowLeft,
      isAlways: true,
      mayRepeat: true,
      run: ({ onBack }) => onBack(),
    },
    forward: {
      name: "Forward",
      keys: [steps.forward],
      icon: IconArrowRight,
      isAlways: true,
      mayRepeat: true,
      run: ({ onForward }) => onForward(),
    },
    photos: toScreen("photos", "Photos", IconPhoto, ["P"]),
    collections: toScreen("collections", "Collections", IconLibraryPhoto, ["L"]),
    duplicates: toScreen("duplicates", "Duplicates", IconCopy, ["D"]),
    problems: toScreen("problems", "Problems", IconAlertTriangle, ["W"]),
    models: toScreen("models", "Models", IconCube, ["M"]),
    settings: toScreen("settings", "Settings", IconSettings, [menuKeys.settings]),
    jobs: { name: "Jobs", keys: ["J"], icon: IconListCheck, run: ({ onJobs }) => onJobs() },
    light: inColours("light", "Light colours", IconSun),
    dark: inColours("dark", "Dark colours", IconMoon),
    system: inColours("auto", "Colours of the system", IconDeviceDesktop),
    shortcuts: {
      name: "Keyboard shortcuts",
      keys: ["?"],
      icon: IconHelp,
      isEverywhere: true,
      run: ({ onShortcuts }) => onShortcuts(),
    },
  },
});
