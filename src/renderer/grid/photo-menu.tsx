import { Menu } from "@mantine/core";
import { ActionItems } from "../actions/action-items.tsx";
import styles from "./menu.module.css";
import { type PhotosContext, photosHome } from "./photos-home.ts";

export interface MenuAt {
  x: number;
  y: number;
}

interface PhotoMenuProps {
  at: MenuAt | undefined;
  context: PhotosContext;
  onClose(): void;
}

/** What can be done with a photo: a right click away, each with its key. */
export function PhotoMenu({ at, context, onClose }: PhotoMenuProps) {
  return (
    <Menu
      opened={at !== undefined}
      onChange={(isOpen) => !isOpen && onClose()}
      position="bottom-start"
      offset={0}
      returnFocus
      // In the landmark it belongs to, not at the end of the page.
      withinPortal={false}
      floatingStrategy="fixed"
      // Its place is taken by the first item: arrows and Enter work at once, and a menu holds items only.
      withInitialFocusPlaceholder={false}
    >
      <Menu.Target>
        <span aria-hidden="true" className={styles.anchor} style={{ left: at?.x ?? 0, top: at?.y ?? 0 }} />
      </Menu.Target>
      <Menu.Dropdown aria-label="Photo">
        <ActionItems home={photosHome} context={context} />
      </Menu.Dropdown>
    </Menu>
  );
}
