import { ActionIcon, Menu } from "@mantine/core";
import { IconDots } from "@tabler/icons-react";
import { ActionItems } from "../actions/action-items.tsx";
import { type SearchesContext, searchesHome } from "./searches-home.ts";

/** What can be done with all saved searches. */
export function SearchesMenu({ context }: { context: SearchesContext }) {
  return (
    <Menu
      position="right-start"
      width={260}
      withinPortal={false}
      floatingStrategy="fixed"
      returnFocus
      withInitialFocusPlaceholder={false}
    >
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={28} aria-label="More for saved searches">
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown aria-label="Saved searches">
        <ActionItems home={searchesHome} context={context} />
      </Menu.Dropdown>
    </Menu>
  );
}
