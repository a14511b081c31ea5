import { Button } from "@mantine/core";
import { type ReactNode, useEffect, useRef, useState } from "react";
import type { Collection } from "../../contract/index.ts";
import { useHome } from "../actions/active-homes.ts";
import { NothingFound } from "../layout/first-run.tsx";
import { navigation } from "../navigation/use-navigation.ts";
import { useIsQdrantInUse } from "../vectors/use-vectors.ts";
import { CollectionBar } from "./collection-bar.tsx";
import { type CollectionContext, collectionHome } from "./collection-homes.ts";
import styles from "./collections.module.css";
import { StatsPanel } from "./stats-panel.tsx";
import { useCollectionActions } from "./use-collection-actions.tsx";
import { useCollections } from "./use-collections.ts";

interface CollectionViewProps {
  collectionId: number;
  /** Photos of it that are chosen. */
  chosen: readonly number[];
  hasPhotos: boolean;
  onFocusGrid(): void;
  /** Its photos. */
  children: ReactNode;
}

const toTheList = () => navigation.showScreen("collections");

/** One collection: its photos, what is said of it, and what can be done with it. */
export function CollectionView(props: CollectionViewProps) {
  const { collections } = useCollections();
  if (!collections) return null;
  const collection = collections.find(({ collectionId }) => collectionId === props.collectionId);
  if (collection) return <View {...props} collection={collection} />;
  return (
    <NothingFound
      title="There is no such collection"
      action={<Button onClick={toTheList}>All collections</Button>}
    >
      It was deleted or merged with another, perhaps: the history brings it back.
    </NothingFound>
  );
}

function View(props: CollectionViewProps & { collection: Collection }) {
  const { collection, chosen, hasPhotos, onFocusGrid, children } = props;
  const [areStatsOpen, setStatsOpen] = useState(false);
  const view = useRef<HTMLDivElement>(null);
  const isQdrantInUse = useIsQdrantInUse();
  const { act, dialog } = useCollectionActions({
    chosen,
    onStats: () => setStatsOpen(!areStatsOpen),
    onClosed: onFocusGrid,
    onDeleted: toTheList,
  });
  useEffect(() => {
    const { activeElement } = document;
    if (activeElement !== document.body && activeElement !== view.current) return;
    // Its photos come a moment later; where there are none the view has the keys.
    if (hasPhotos) onFocusGrid();
    else view.current?.focus();
  }, [hasPhotos, onFocusGrid]);
  const context: CollectionContext = {
    collection,
    chosen: chosen.length,
    isQdrantInUse,
    onAct: (what) => act(what, collection),
  };
  useHome(collectionHome, context);
  return (
    <section ref={view} className={styles.screen} aria-label="Collection" tabIndex={-1}>
      <div className={styles.main}>
        <CollectionBar collection={collection} context={context} />
        {children}
      </div>
      {areStatsOpen && (
        <StatsPanel collectionId={collection.collectionId} onClose={() => setStatsOpen(false)} />
      )}
      {dialog}
    </section>
  );
}
