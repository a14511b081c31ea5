import { useMantineColorScheme } from "@mantine/core";
import { type RefObject, useCallback, useState } from "react";
import type { AnywhereContext } from "../actions/anywhere.ts";
import { chooseNatively, rescanFolders } from "../folders/add-folders.ts";
import { nothing, type Place, type Screen, showsPhotos } from "../navigation/place.ts";
import { navigation } from "../navigation/use-navigation.ts";
import type { Overlaid } from "./use-overlay.ts";

interface Page {
  place: Place;
  field: RefObject<HTMLInputElement | null>;
  overlaid: Overlaid;
  /** Photos that are chosen together. */
  marked: number;
  clearMarks(): boolean;
}

/** With what the actions work that are at home anywhere. */
export function useAnywhere({ place, field, overlaid, marked, clearMarks }: Page) {
  const [areJobsOpen, setJobsOpen] = useState(false);
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const { show } = overlaid;
  const onBrowse = useCallback(() => show({ kind: "browser" }), [show]);
  const arePhotosShown = showsPhotos(place);
  const isLooking = place.looking.kind !== "nothing";
  const leaves: [boolean, () => void][] = [
    [areJobsOpen, () => setJobsOpen(false)],
    // On other screens Escape is the key of what lies over them, and leaves where one is.
    [arePhotosShown && marked > 0, clearMarks],
    [arePhotosShown && isLooking, () => navigation.lookFor(nothing)],
  ];
  const page: AnywhereContext & { onBrowse(): void } = {
    screen: place.screen,
    colorScheme,
    onScreen,
    onBack,
    onForward,
    onFind: () => {
      if (!arePhotosShown) onScreen("photos");
      field.current?.focus();
      field.current?.select();
    },
    onAddFolder: () => void chooseNatively().then((isChosen) => isChosen || onBrowse()),
    onBrowse,
    onRescan: () => void rescanFolders(),
    onPalette: () => show({ kind: "palette" }),
    onShortcuts: () => show({ kind: "shortcuts" }),
    onJobs: () => setJobsOpen(!areJobsOpen),
    onColorScheme: setColorScheme,
    onLeave: leaves.find(([isSo]) => isSo)?.[1],
  };
  return { page, areJobsOpen, setJobsOpen };
}

const onScreen = (screen: Screen) => navigation.showScreen(screen);
const onBack = () => navigation.back();
const onForward = () => navigation.forward();
