import {
  CollectionsScreen,
  DuplicatesScreen,
  ModelsScreen,
  ProblemsScreen,
  SettingsScreen,
} from "../lazy-parts.ts";
import type { Place } from "../navigation/place.ts";

/** Whatever is shown that is no photos. */
export function ScreenOf({ place: { screen, collectionId } }: { place: Place }) {
  if (screen === "problems") return <ProblemsScreen />;
  if (screen === "models") return <ModelsScreen />;
  if (screen === "settings") return <SettingsScreen />;
  if (screen === "duplicates") return <DuplicatesScreen />;
  return screen === "collections" && collectionId === undefined ? <CollectionsScreen /> : null;
}
