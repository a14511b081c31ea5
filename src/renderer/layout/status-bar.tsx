import type { ReactNode } from "react";
import type { SearchResult } from "../../contract/index.ts";
import { Reasons } from "../search/reasons.tsx";
import { ownerWords } from "../search/results-list.ts";
import { useDetails } from "../viewer/use-details.ts";
import { dateTimeOf } from "../words/dates.ts";
import { count, fileSize, photos } from "../words/quantities.ts";
import styles from "./layout.module.css";

interface StatusBarProps {
  total: number;
  selectedAssetId: number | undefined;
  /** How many were chosen together; 0 where it is one or none. */
  marked: number;
  /** Of the chosen photo, among results. */
  match: SearchResult | undefined;
  children: ReactNode;
}

/** The line at the bottom: the facts of the chosen photo, or how many there are; what goes on at the right. */
export function StatusBar({ total, selectedAssetId, marked, match, children }: StatusBarProps) {
  return (
    <footer className={styles.status}>
      <p>
        {marked > 0 ? (
          `${count(marked)} of ${photos(total)} chosen`
        ) : (
          <ChosenPhoto assetId={selectedAssetId} match={match}>
            {photos(total)}
          </ChosenPhoto>
        )}
      </p>
      {children}
    </footer>
  );
}

interface ChosenPhotoProps {
  assetId: number | undefined;
  match: SearchResult | undefined;
  /** What is said while none is chosen. */
  children: ReactNode;
}

function ChosenPhoto({ assetId, match, children }: ChosenPhotoProps) {
  const details = useDetails(assetId);
  const [file] = details?.files ?? [];
  if (assetId !== undefined && match?.owner) {
    return (
      <>
        <span>{ownerWords(match.owner)}</span>
        <span className={styles.statusPath}>{match.path}</span>
      </>
    );
  }
  if (!details || !file) return children;
  return (
    <>
      <span className={styles.statusPath}>{file.path}</span>
      {match && (
        <span className={styles.statusWhy}>
          <Reasons why={match.why.slice(0, 2)} />
        </span>
      )}
      <span>
        {details.width} × {details.height}
      </span>
      <span>{fileSize(file.sizeBytes)}</span>
      {details.takenAt !== null && <span>{dateTimeOf(details.takenAt)}</span>}
    </>
  );
}
