import { ActionIcon, Tooltip } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import type { CollectionStats } from "../../contract/index.ts";
import { tooltipOf } from "../actions/action-control.tsx";
import details from "../viewer/details.module.css";
import { Fact } from "../viewer/fact.tsx";
import { dateOf } from "../words/dates.ts";
import { count, fileSize, files, photos } from "../words/quantities.ts";
import { collectionHome } from "./collection-homes.ts";
import { datesWords, tallyLines } from "./collection-words.ts";
import styles from "./collections.module.css";
import { useCollectionStats } from "./use-collections.ts";

/** What is in a collection, sliding in from the right. */
export function StatsPanel({ collectionId, onClose }: { collectionId: number; onClose(): void }) {
  const stats = useCollectionStats(collectionId);
  return (
    <aside className={details.panel} aria-label="About the collection">
      <header className={details.header}>
        <h2>{stats?.collection.name ?? "Collection"}</h2>
        <Tooltip label={tooltipOf(collectionHome.actions.stats, "Close")}>
          <ActionIcon variant="subtle" color="gray" size="lg" aria-label="Close the panel" onClick={onClose}>
            <IconX size={18} />
          </ActionIcon>
        </Tooltip>
      </header>
      {stats && <Facts stats={stats} />}
    </aside>
  );
}

function Facts({ stats }: { stats: CollectionStats }) {
  const { collection, vectors, duplicates, absent } = stats;
  const dates = datesWords(stats);
  return (
    <dl className={details.facts}>
      <Fact name="Photos">
        {count(collection.photos)}
        <small>
          {files(stats.files)}, {fileSize(collection.bytes)}
        </small>
      </Fact>
      {dates !== undefined && <Fact name="Taken">{dates}</Fact>}
      {stats.cameras.length > 0 && (
        <Fact name="Cameras">
          <Tally tally={stats.cameras} />
        </Fact>
      )}
      {stats.formats.length > 0 && (
        <Fact name="Formats">
          <Tally tally={stats.formats.map((each) => ({ ...each, value: each.value.toUpperCase() }))} />
        </Fact>
      )}
      {vectors.length > 0 && (
        <Fact name="Vectors by model">
          <Tally
            tally={vectors.map(({ model, photos: number }) => ({ value: modelName(model), photos: number }))}
          />
        </Fact>
      )}
      <Fact name="Duplicates in it">
        {duplicates === 0 ? "None" : photos(duplicates)}
        {duplicates > 0 && <small>with another copy in this collection</small>}
      </Fact>
      {absent > 0 && (
        <Fact name="Not in the library now">
          {photos(absent)}
          <small>shown again when they come back</small>
        </Fact>
      )}
      {collection.isOwnInQdrant && <Fact name="In Qdrant">A collection of its own, too</Fact>}
      <Fact name="Made">
        {dateOf(collection.createdAt)}
        <small>changed {dateOf(collection.changedAt)}</small>
      </Fact>
    </dl>
  );
}

/** Its id: the revision and what was done to its pictures before tell a person nothing. */
function modelName(key: string): string {
  return key.split("@", 1)[0] ?? key;
}

function Tally({ tally }: { tally: CollectionStats["cameras"] }) {
  return tallyLines(tally).map(({ name, photos: number }) => (
    <span key={name} className={styles.tally}>
      <span>{name}</span>
      <span>{number}</span>
    </span>
  ));
}
