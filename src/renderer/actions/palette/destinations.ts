import { IconBookmark, IconFolder, IconLibraryPhoto } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { api } from "../../api/queries.ts";
import { useCollections } from "../../collections/use-collections.ts";
import { navigation } from "../../navigation/use-navigation.ts";
import { openSearch } from "../../searches/open-search.ts";
import { useSavedSearches } from "../../searches/use-saved-searches.ts";
import type { Entry } from "./entries.ts";

/** Where one can go by name that is no screen. */
export function useDestinations(): Entry[] {
  const { collections = [] } = useCollections();
  const searches = useSavedSearches().map((search) => ({
    id: `saved-search.${search.id}`,
    name: search.name,
    group: "Saved searches",
    icon: IconBookmark,
    run: () => openSearch(search),
  }));
  const opened = collections.map(({ collectionId, name }) => ({
    id: `collection.${collectionId}`,
    name,
    group: "Collections",
    icon: IconLibraryPhoto,
    run: () => navigation.openCollection(collectionId),
  }));
  const folders = (useQuery(api.library.stats.queryOptions()).data?.roots ?? []).map(
    ({ rootId, path, name }) => ({
      id: `folder.${rootId}`,
      name,
      group: "Folders",
      icon: IconFolder,
      run: () => navigation.lookFor({ kind: "text", query: `in:"${path.replace(/["\\]/g, "\\$&")}"` }),
    }),
  );
  return [...searches, ...opened, ...folders];
}
