import { MoreMenu } from "../layout/more-menu.tsx";
import type { CollectionAction, CollectionActionName } from "./collection-actions.ts";

interface CollectionMenuProps {
  name: string;
  actions: readonly CollectionAction[];
  onAct(action: CollectionActionName): void;
}

/** What can be done with a collection. */
export function CollectionMenu({ name, actions, onAct }: CollectionMenuProps) {
  const items = actions.map((action) => ({ ...action, isDanger: action.action === "delete" }));
  return <MoreMenu name={name} items={items} onAct={onAct} />;
}
