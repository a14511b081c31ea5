import { ActionIcon, Menu } from "@mantine/core";
import { IconDots } from "@tabler/icons-react";
import type { Home } from "../actions/action.ts";
import { ActionItems, menuActions } from "../actions/action-items.tsx";

interface MoreMenuProps<Context> {
  /** Of what it is for. */
  name: string;
  home: Home<Context>;
  context: Context;
}

/** What else can be done with something, behind three dots, each with its key; nothing where nothing can. */
export function MoreMenu<Context>({ name, home, context }: MoreMenuProps<Context>) {
  if (menuActions(home, context).length === 0) return null;
  return (
    <Menu position="bottom-end" withinPortal={false} returnFocus withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={36} aria-label={`More for ${name}`}>
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown aria-label={name}>
        <ActionItems home={home} context={context} />
      </Menu.Dropdown>
    </Menu>
  );
}
