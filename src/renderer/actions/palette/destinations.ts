import { IconLibraryPhoto } from "@tabler/icons-react";
import { useCollections } from "../../collections/use-collections.ts";
import { navigation } from "../../navigation/use-navigation.ts";
import type { Entry } from "./entries.ts";

/** Where one can go by name that is no screen. */
export function useDestinations(): Entry[] {
  const { collections = [] } = useCollections();
  return collections.map(({ collectionId, name }) => ({
    id: `collection.${collectionId}`,
    name,
    group: "Collections",
    icon: IconLibraryPhoto,
    run: () => navigation.openCollection(collectionId),
  }));
}
