import {
  IconDeviceDesktop,
  IconDeviceUsb,
  IconDownload,
  IconFileText,
  IconHome,
  IconPhoto,
  IconServer,
} from "@tabler/icons-react";
import type { DirectoryListing } from "../../contract/index.ts";
import styles from "./folders.module.css";

const icons: Record<string, typeof IconHome> = {
  Home: IconHome,
  Pictures: IconPhoto,
  Photos: IconPhoto,
  Desktop: IconDeviceDesktop,
  Downloads: IconDownload,
  Documents: IconFileText,
  Computer: IconServer,
};

interface PlacesProps {
  places: DirectoryListing["shortcuts"];
  current: string | undefined;
  onOpen(path: string): void;
}

/** Where people keep photos. */
export function Places({ places, current, onOpen }: PlacesProps) {
  return (
    <nav aria-label="Places" className={styles.places}>
      {places.map(({ name, path }) => {
        const Icon = icons[name] ?? IconDeviceUsb;
        return (
          <button
            key={path}
            type="button"
            aria-current={path === current ? "location" : undefined}
            title={path}
            onClick={() => onOpen(path)}
          >
            <Icon size={18} aria-hidden="true" />
            <span>{name}</span>
          </button>
        );
      })}
    </nav>
  );
}
