import { Button, Tooltip } from "@mantine/core";
import { IconArrowLeft, IconInfoSquare } from "@tabler/icons-react";
import type { Collection } from "../../contract/index.ts";
import { navigation } from "../navigation/use-navigation.ts";
import type { CollectionAction, CollectionActionName } from "./collection-actions.ts";
import { CollectionMenu } from "./collection-menu.tsx";
import { collectionFacts } from "./collection-words.ts";
import styles from "./collections.module.css";

interface CollectionBarProps {
  collection: Collection;
  actions: readonly CollectionAction[];
  onAct(action: CollectionActionName): void;
}

/** Over the photos of a collection: which it is, how much is in it, and what can be done with it. */
export function CollectionBar({ collection, actions, onAct }: CollectionBarProps) {
  return (
    <header className={styles.bar}>
      <Tooltip label="All collections (L)">
        <Button
          variant="subtle"
          color="gray"
          size="compact-md"
          leftSection={<IconArrowLeft size={18} />}
          onClick={() => navigation.showScreen("collections")}
        >
          Collections
        </Button>
      </Tooltip>
      <div className={styles.title}>
        <h1 title={collection.name}>{collection.name}</h1>
        <p>{collectionFacts(collection)}</p>
      </div>
      <Tooltip label="What is in it (T)">
        <Button
          variant="subtle"
          color="gray"
          size="compact-md"
          leftSection={<IconInfoSquare size={18} />}
          onClick={() => onAct("stats")}
        >
          What is in it
        </Button>
      </Tooltip>
      <CollectionMenu name={collection.name} actions={actions} onAct={onAct} />
    </header>
  );
}
