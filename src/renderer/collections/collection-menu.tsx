import { ActionIcon, Menu } from "@mantine/core";
import { IconDots } from "@tabler/icons-react";
import menu from "../grid/menu.module.css";
import type { CollectionAction, CollectionActionName } from "./collection-actions.ts";

interface CollectionMenuProps {
  name: string;
  actions: readonly CollectionAction[];
  onAct(action: CollectionActionName): void;
}

/** What can be done with a collection, each with its key. */
export function CollectionMenu({ name, actions, onAct }: CollectionMenuProps) {
  return (
    <Menu position="bottom-end" withinPortal={false} returnFocus withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={36} aria-label={`More for ${name}`}>
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown aria-label={name}>
        {actions.map(({ action, label, keys }) => (
          <Menu.Item
            key={action}
            {...(action === "delete" && { color: "red" })}
            rightSection={<span className={menu.keys}>{keys}</span>}
            onClick={() => onAct(action)}
          >
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
