import { ActionIcon, Menu } from "@mantine/core";
import { IconDots, IconFileCheck, IconGauge, IconTrash, IconTrashX } from "@tabler/icons-react";
import menuStyles from "../grid/menu.module.css";
import type { ModelAction, ModelActionName } from "./model-actions.ts";

interface ModelMenuProps {
  name: string;
  actions: readonly ModelAction[];
  onAct(action: ModelActionName): void;
}

const icons: Partial<Record<ModelActionName, typeof IconDots>> = {
  measure: IconGauge,
  check: IconFileCheck,
  forget: IconTrashX,
  remove: IconTrash,
};

/** What is wanted seldom, each with its key. */
export function ModelMenu({ name, actions, onAct }: ModelMenuProps) {
  const items = actions.filter(({ action }) => icons[action]);
  if (items.length === 0) return null;
  return (
    <Menu position="bottom-end" withinPortal={false} withInitialFocusPlaceholder={false} returnFocus>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={36} aria-label={`More for ${name}`}>
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown aria-label={name}>
        {items.map(({ action, label, keys }) => {
          const Icon = icons[action] ?? IconDots;
          return (
            <Menu.Item
              key={action}
              leftSection={<Icon size={16} />}
              rightSection={<span className={menuStyles.keys}>{keys}</span>}
              onClick={() => onAct(action)}
            >
              {label}
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}
