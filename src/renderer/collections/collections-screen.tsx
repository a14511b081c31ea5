import { Button } from "@mantine/core";
import { IconArrowMerge, IconFileImport, IconHistory, IconPlus } from "@tabler/icons-react";
import { lazy, Suspense, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { Collection } from "../../contract/index.ts";
import { ActionTooltip } from "../actions/action-control.tsx";
import { useHome, useKeysWithheld } from "../actions/active-homes.ts";
import { errorWords } from "../api/error-words.ts";
import { isTyping } from "../keys/is-typing.ts";
import { useFocusAfter } from "../keys/use-focus-back.ts";
import { NothingFound } from "../layout/first-run.tsx";
import { navigation, useShown } from "../navigation/use-navigation.ts";
import { undoLast } from "../undo/undo.ts";
import { useIsQdrantInUse } from "../vectors/use-vectors.ts";
import { count } from "../words/quantities.ts";
import { CreateDialog, MergeDialog } from "./change-dialogs.tsx";
import { type CollectionAct, type CollectionsContext, collectionsHome } from "./collection-homes.ts";
import { CollectionList } from "./collection-list.tsx";
import styles from "./collections.module.css";
import { ImportDialog } from "./import-dialog.tsx";
import { StatsPanel } from "./stats-panel.tsx";
import { useCollectionActions } from "./use-collection-actions.tsx";
import { useCollections } from "./use-collections.ts";

const HistoryDialog = lazy(async () => ({
  default: (await import("../duplicates/history/history-dialog.tsx")).HistoryDialog,
}));

const { actions } = collectionsHome;

type Asking = "create" | "merge" | "import";

const openHistory = () => navigation.openOver("history");
const closeHistory = () => navigation.closeOver();

/** Named sets of photos: what there is, and what can be done with each. */
export function CollectionsScreen() {
  const { collections, error } = useCollections();
  if (collections) return <Screen collections={collections} />;
  if (!error) return null;
  const { message, remedy } = errorWords(error);
  return <NothingFound title={message}>{remedy}</NothingFound>;
}

function Screen({ collections }: { collections: readonly Collection[] }) {
  const screen = useRef<HTMLElement>(null);
  const list = useRef<HTMLElement>(null);
  const [selectedId, setSelectedId] = useState<number>();
  const [markedIds, setMarkedIds] = useState<ReadonlySet<number>>(new Set());
  const [statsOf, setStatsOf] = useState<number>();
  const [asking, setAsking] = useState<Asking>();
  const isHistoryOpen = useShown().place.over === "history";
  const isQdrantInUse = useIsQdrantInUse();
  const selected = collections.findIndex(({ collectionId }) => collectionId === selectedId);
  const marked = collections.filter(({ collectionId }) => markedIds.has(collectionId));
  const canMerge = marked.length > 1;

  const focus = () => (list.current ?? screen.current)?.focus();
  useEffect(() => {
    if (!isTyping(document.activeElement)) (list.current ?? screen.current)?.focus();
  }, []);
  const hasList = collections.length > 0;
  // The first collection brings the list, the last one takes it away: whichever there is has the keys.
  // biome-ignore lint/correctness/useExhaustiveDependencies: with each change of that.
  useLayoutEffect(() => {
    const { activeElement, body } = document;
    if (activeElement === body || activeElement === screen.current) {
      (list.current ?? screen.current)?.focus();
    }
  }, [hasList]);
  const { act, dialog } = useCollectionActions({
    chosen: [],
    onStats: ({ collectionId }) => setStatsOf(statsOf === collectionId ? undefined : collectionId),
    onClosed: focus,
    onDeleted: () => {
      setSelectedId((collections[selected + 1] ?? collections[selected - 1])?.collectionId);
      requestAnimationFrame(focus);
    },
  });
  const onAct = (action: CollectionAct, collection: Collection) => {
    if (action !== "mark") return act(action, collection);
    const next = new Set(markedIds);
    if (!next.delete(collection.collectionId)) next.add(collection.collectionId);
    setMarkedIds(next);
  };
  const close = () => setAsking(undefined);
  useFocusAfter(asking !== undefined || isHistoryOpen, focus);
  const choose = ({ collectionId }: Collection) => {
    setMarkedIds(new Set());
    setSelectedId(collectionId);
  };
  const context: CollectionsContext = {
    marked: marked.length,
    onCreate: () => setAsking("create"),
    onMerge: () => setAsking("merge"),
    onImport: () => setAsking("import"),
    onHistory: openHistory,
    onUndo: undoLast,
  };
  useHome(collectionsHome, context);
  useKeysWithheld(asking !== undefined || isHistoryOpen);
  const statsShown = collections.find(({ collectionId }) => collectionId === statsOf);
  return (
    <section ref={screen} className={styles.screen} aria-label="Collections" tabIndex={-1}>
      <div className={styles.main}>
        <header className={styles.header}>
          <div>
            <h1>Collections</h1>
            <p>Named sets of photos. What is done to a collection never touches a file.</p>
          </div>
          {canMerge && (
            <ActionTooltip action={actions.merge}>
              <Button variant="default" leftSection={<IconArrowMerge size={18} />} onClick={context.onMerge}>
                Merge {count(marked.length)}…
              </Button>
            </ActionTooltip>
          )}
          <ActionTooltip action={actions.history}>
            <Button
              variant="subtle"
              color="gray"
              leftSection={<IconHistory size={18} />}
              onClick={context.onHistory}
            >
              History
            </Button>
          </ActionTooltip>
          <ActionTooltip action={actions.import}>
            <Button variant="default" leftSection={<IconFileImport size={18} />} onClick={context.onImport}>
              Import…
            </Button>
          </ActionTooltip>
          <ActionTooltip action={actions.create}>
            <Button leftSection={<IconPlus size={18} />} onClick={context.onCreate}>
              New collection…
            </Button>
          </ActionTooltip>
        </header>
        {!hasList ? (
          <NothingFound title="No collections yet">
            Choose photos in any grid and press A to put them into one, or make one here from a folder or a
            search.
          </NothingFound>
        ) : (
          <CollectionList
            ref={list}
            collections={collections}
            selected={selected}
            marked={markedIds}
            isQdrantInUse={isQdrantInUse}
            onSelect={(index) => setSelectedId(collections[index]?.collectionId)}
            onAct={onAct}
          />
        )}
      </div>
      {statsShown && (
        <StatsPanel collectionId={statsShown.collectionId} onClose={() => setStatsOf(undefined)} />
      )}
      {asking === "create" && <CreateDialog onDone={choose} onClose={close} />}
      {asking === "merge" && <MergeDialog collections={marked} onDone={choose} onClose={close} />}
      {asking === "import" && <ImportDialog onDone={choose} onClose={close} />}
      {isHistoryOpen && (
        <Suspense>
          <HistoryDialog onClose={closeHistory} />
        </Suspense>
      )}
      {dialog}
    </section>
  );
}
