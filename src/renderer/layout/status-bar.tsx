import type { ReactNode } from "react";
import { useDetails } from "../viewer/use-details.ts";
import { dateTimeOf } from "../words/dates.ts";
import { fileSize, photos } from "../words/quantities.ts";
import styles from "./layout.module.css";

interface StatusBarProps {
  total: number;
  selectedAssetId: number | undefined;
  children: ReactNode;
}

/** The line at the bottom: the facts of the chosen photo, or how many there are; what goes on at the right. */
export function StatusBar({ total, selectedAssetId, children }: StatusBarProps) {
  const details = useDetails(selectedAssetId);
  const [file] = details?.files ?? [];
  return (
    <footer className={styles.status}>
      <p>
        {details && file ? (
          <>
            <span className={styles.statusPath}>{file.path}</span>
            <span>
              {details.width} × {details.height}
            </span>
            <span>{fileSize(file.sizeBytes)}</span>
            {details.takenAt !== null && <span>{dateTimeOf(details.takenAt)}</span>}
          </>
        ) : (
          photos(total)
        )}
      </p>
      {children}
    </footer>
  );
}
