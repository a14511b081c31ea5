import { ActionIcon, Menu } from "@mantine/core";
import { IconBookmarkPlus, IconDots, IconDownload, IconUpload } from "@tabler/icons-react";
import { useRef } from "react";
import menu from "../grid/menu.module.css";
import { HiddenFileInput } from "../layout/hidden-file-input.tsx";
import { showSearchDialog } from "./open-dialog.ts";
import { exportSearches, importSearches } from "./search-files.ts";
import type { StandingSearch } from "./search-words.ts";

/** What can be done with all saved searches. */
export function SearchesMenu({ standing }: { standing: StandingSearch | undefined }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Menu position="right-start" width={240} returnFocus>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" size={28} aria-label="More for saved searches">
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown aria-label="Saved searches">
          <Menu.Item
            leftSection={<IconBookmarkPlus size={16} />}
            rightSection={<span className={menu.keys}>Ctrl S</span>}
            disabled={!standing}
            onClick={() => standing && showSearchDialog({ kind: "save", standing })}
          >
            Save this search…
          </Menu.Item>
          <Menu.Item leftSection={<IconDownload size={16} />} onClick={() => void exportSearches()}>
            Export…
          </Menu.Item>
          <Menu.Item leftSection={<IconUpload size={16} />} onClick={() => input.current?.click()}>
            Import…
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <HiddenFileInput
        ref={input}
        label="File of saved searches"
        accept=".json,application/json"
        onFile={(file) => void importSearches(file)}
      />
    </>
  );
}
