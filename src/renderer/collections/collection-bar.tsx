import { Button, Tooltip } from "@mantine/core";
import { IconArrowLeft, IconInfoSquare } from "@tabler/icons-react";
import type { Collection } from "../../contract/index.ts";
import { tooltipOf } from "../actions/action-control.tsx";
import { anywhere } from "../actions/anywhere.ts";
import { MoreMenu } from "../layout/more-menu.tsx";
import { navigation } from "../navigation/use-navigation.ts";
import { type CollectionContext, collectionHome } from "./collection-homes.ts";
import { collectionFacts } from "./collection-words.ts";
import styles from "./collections.module.css";

interface CollectionBarProps {
  collection: Collection;
  context: CollectionContext;
}

const { stats } = collectionHome.actions;

/** Over the photos of a collection: which it is, how much is in it, and what can be done with it. */
export function CollectionBar({ collection, context }: CollectionBarProps) {
  return (
    <header className={styles.bar}>
      <Tooltip label={tooltipOf(anywhere.actions.collections, "All collections")}>
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
      <Tooltip label={tooltipOf(stats)}>
        <Button
          variant="subtle"
          color="gray"
          size="compact-md"
          leftSection={<IconInfoSquare size={18} />}
          onClick={() => stats.run(context)}
        >
          What is in it
        </Button>
      </Tooltip>
      <MoreMenu name={collection.name} home={collectionHome} context={context} />
    </header>
  );
}
