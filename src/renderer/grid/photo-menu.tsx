import { Menu } from "@mantine/core";
import {
  IconCopy,
  IconFolderOpen,
  IconInfoCircle,
  IconLibraryMinus,
  IconLibraryPlus,
  IconMaximize,
  IconPhotoSearch,
} from "@tabler/icons-react";
import type { ReactNode } from "react";
import { photos } from "../words/quantities.ts";
import styles from "./menu.module.css";

export interface MenuAt {
  x: number;
  y: number;
}

interface PhotoMenuProps {
  at: MenuAt | undefined;
  /** Only another library has it: it is looked at, and nothing is done to it. */
  isShared: boolean;
  /** How many are chosen together; what is done to a collection is done with all of them. */
  marked: number;
  onClose(): void;
  onOpen(): void;
  onSimilar(): void;
  onReveal(): void;
  onCopyPath(): void;
  onDetails(): void;
  onCollect(): void;
  /** Takes it out of the collection that is shown; left out where none is. */
  onLeave?: (() => void) | undefined;
}

/** What can be done with a photo: a right click away, each with its key. */
export function PhotoMenu(props: PhotoMenuProps) {
  const { at, isShared, marked, onClose } = props;
  const them = marked > 1 ? ` ${photos(marked)}` : "";
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
        <Item icon={<IconMaximize size={16} />} keys="Enter" onClick={props.onOpen}>
          Open
        </Item>
        {!isShared && (
          <Item icon={<IconPhotoSearch size={16} />} keys="S" onClick={props.onSimilar}>
            Find similar
          </Item>
        )}
        {!isShared && (
          <Item icon={<IconLibraryPlus size={16} />} keys="A" onClick={props.onCollect}>
            Add{them} to collection…
          </Item>
        )}
        {!isShared && props.onLeave && (
          <Item icon={<IconLibraryMinus size={16} />} keys="Delete" onClick={props.onLeave}>
            Take{them} out of this collection
          </Item>
        )}
        {!isShared && (
          <Item icon={<IconFolderOpen size={16} />} keys="F" onClick={props.onReveal}>
            Show in folder
          </Item>
        )}
        <Item icon={<IconCopy size={16} />} keys="C" onClick={props.onCopyPath}>
          Copy path
        </Item>
        <Item icon={<IconInfoCircle size={16} />} keys="I" onClick={props.onDetails}>
          Details
        </Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function Item({
  icon,
  keys,
  onClick,
  children,
}: {
  icon: ReactNode;
  keys: string;
  onClick(): void;
  children: ReactNode;
}) {
  return (
    <Menu.Item
      leftSection={icon}
      rightSection={<span className={styles.keys}>{keys}</span>}
      onClick={onClick}
    >
      {children}
    </Menu.Item>
  );
}
