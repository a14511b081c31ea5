import { type Icon, IconFileCheck, IconGauge, IconTrash, IconTrashX } from "@tabler/icons-react";
import { MoreMenu } from "../layout/more-menu.tsx";
import type { ModelAction, ModelActionName } from "./model-actions.ts";

interface ModelMenuProps {
  name: string;
  actions: readonly ModelAction[];
  onAct(action: ModelActionName): void;
}

const icons: Partial<Record<ModelActionName, Icon>> = {
  measure: IconGauge,
  check: IconFileCheck,
  forget: IconTrashX,
  remove: IconTrash,
};

/** What is wanted seldom. */
export function ModelMenu({ name, actions, onAct }: ModelMenuProps) {
  const items = actions.flatMap((action) => {
    const icon = icons[action.action];
    return icon ? [{ ...action, icon }] : [];
  });
  if (items.length === 0) return null;
  return <MoreMenu name={name} items={items} onAct={onAct} />;
}
