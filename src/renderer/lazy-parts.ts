import { lazy } from "react";

// Not needed for the first picture on the screen.
export const Viewer = lazy(async () => ({ default: (await import("./viewer/viewer.tsx")).Viewer }));
export const DetailsPanel = lazy(async () => ({
  default: (await import("./viewer/details-panel.tsx")).DetailsPanel,
}));
export const CollectionsScreen = lazy(async () => ({
  default: (await import("./collections/collections-screen.tsx")).CollectionsScreen,
}));
export const CollectionView = lazy(async () => ({
  default: (await import("./collections/collection-view.tsx")).CollectionView,
}));
export const AddDialog = lazy(async () => ({
  default: (await import("./collections/add-dialog.tsx")).AddDialog,
}));
export const DuplicatesScreen = lazy(async () => ({
  default: (await import("./duplicates/duplicates-screen.tsx")).DuplicatesScreen,
}));
export const ProblemsScreen = lazy(async () => ({
  default: (await import("./problems/problems-screen.tsx")).ProblemsScreen,
}));
export const ModelsScreen = lazy(async () => ({
  default: (await import("./models/models-screen.tsx")).ModelsScreen,
}));
export const SettingsScreen = lazy(async () => ({
  default: (await import("./settings/settings-screen.tsx")).SettingsScreen,
}));
export const DirectoryBrowser = lazy(async () => ({
  default: (await import("./folders/directory-browser.tsx")).DirectoryBrowser,
}));
export const ShortcutList = lazy(async () => ({
  default: (await import("./keys/shortcut-list.tsx")).ShortcutList,
}));
export const FacetPanel = lazy(async () => ({
  default: (await import("./search/facets/facet-panel.tsx")).FacetPanel,
}));
