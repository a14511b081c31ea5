import { NothingFound } from "../layout/first-run.tsx";

/** In place of the photos of a collection that has none. */
export function EmptyCollection({ isKnown }: { isKnown: boolean }) {
  if (!isKnown) return null;
  return (
    <NothingFound title="No photos in it yet">
      Choose photos in any grid and press A to put them here, or press B to add a folder or what a search
      finds.
    </NothingFound>
  );
}
