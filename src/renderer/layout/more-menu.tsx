import { ActionIcon, Menu } from "@mantine/core";
import { type Icon, IconDots } from "@tabler/icons-react";
import menu from "../grid/menu.module.css";

export interface MoreItem<Action extends string> {
  action: Action;
  label: string;
  keys: string;
  icon?: Icon;
  isDanger?: boolean;
}

interface MoreMenuProps<Action extends string> {
  /** Of what it is for. */
  name: string;
  items: readonly MoreItem<Action>[];
  onAct(action: Action): void;
}

/** What else can be done with something, behind three dots, each with its key. */
export function MoreMenu<Action extends string>({ name, items, onAct }: MoreMenuProps<Action>) {
  return (
    <Menu position="bottom-end" withinPortal={false} returnFocus withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={36} aria-label={`More for ${name}`}>
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown aria-label={name}>
        {items.map(({ action, label, keys, icon: ItemIcon, isDanger }) => (
          <Menu.Item
            key={action}
            {...(isDanger && { color: "red" })}
            {...(ItemIcon && { leftSection: <ItemIcon size={16} /> })}
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
