import { Button } from "@mantine/core";
import { IconFolderOpen, IconPhotoSearch, IconX } from "@tabler/icons-react";
import { cameraNameOf } from "../../contract/camera-name.ts";
import type { InheritableField, PhotoDetails, SearchResult } from "../../contract/index.ts";
import { ActionControl, ActionTooltip } from "../actions/action-control.tsx";
import { type PhotoContext, photoActions } from "../actions/photo-actions.ts";
import { CaptionPart } from "../captions/caption-part.tsx";
import { fileNameOf } from "../search/results-list.ts";
import { dateSourceOf, dateTimeOf } from "../words/dates.ts";
import { namesOf, unnamedFaces } from "../words/people.ts";
import { coordinates, dimensions, exposure, fileSize } from "../words/quantities.ts";
import styles from "./details.module.css";
import { Fact, Match } from "./fact.tsx";
import { SharedFacts } from "./shared-facts.tsx";
import { useDetails } from "./use-details.ts";

interface DetailsPanelProps {
  /** Why it is among the results that are shown. */
  match?: SearchResult | undefined;
  /** The photo, and what can be done with it. */
  context: PhotoContext;
}

const { details, reveal, similar } = photoActions;

/** What browsers show moving; of others there is the first frame. */
const playedFormats = new Set(["gif", "png", "webp", "avif"]);

/** Everything known of a photo, sliding in from the right. */
export function DetailsPanel({ match, context }: DetailsPanelProps) {
  const { assetId } = context;
  const facts = useDetails(assetId);
  return (
    <aside className={styles.panel} aria-label="Details">
      <header className={styles.header}>
        <h2>Details</h2>
        <ActionControl action={details} context={context} name="Close details">
          <IconX size={18} />
        </ActionControl>
      </header>
      {assetId === undefined && <p className={styles.empty}>Choose a photo to see its facts.</p>}
      {assetId !== undefined && assetId < 0 && match && <SharedFacts match={match} />}
      {assetId !== undefined && facts && (
        <>
          <CaptionPart details={facts} context={context} />
          <Facts details={facts} match={match} />
          <div className={styles.actions}>
            <ActionTooltip action={reveal}>
              <Button
                variant="default"
                fullWidth
                leftSection={<IconFolderOpen size={18} />}
                onClick={() => context.onReveal(assetId)}
              >
                Show in folder
              </Button>
            </ActionTooltip>
            <ActionTooltip action={similar}>
              <Button
                variant="default"
                fullWidth
                leftSection={<IconPhotoSearch size={18} />}
                disabled={!facts.isSearchable}
                onClick={() => context.onSimilar(assetId)}
              >
                Find similar
              </Button>
            </ActionTooltip>
          </div>
        </>
      )}
    </aside>
  );
}

function Facts({ details, match }: { details: PhotoDetails; match: SearchResult | undefined }) {
  const { camera, files, location, takenAt, takenAtSource } = details;
  const [first] = files;
  const dateSource = dateSourceOf(takenAtSource);
  const cameraName = cameraNameOf(camera);
  const settings = [
    camera.exposureSeconds !== undefined && exposure(camera.exposureSeconds),
    camera.apertureFNumber !== undefined && `f/${Number(camera.apertureFNumber.toFixed(1))}`,
    camera.iso !== undefined && `ISO ${camera.iso}`,
    camera.focalLengthMillimetres !== undefined && `${Number(camera.focalLengthMillimetres.toFixed(1))} mm`,
  ].filter(Boolean);
  return (
    <dl className={styles.facts}>
      <Fact name="Name">{first ? fileNameOf(first.path) : "Its file is gone"}</Fact>
      {takenAt !== null && (
        <Fact name="Taken">
          {dateTimeOf(takenAt)}
          {dateSource !== undefined && <small>{dateSource}</small>}
        </Fact>
      )}
      <Fact name="Size">
        {dimensions(details.width, details.height)}
        <small>
          {first && fileSize(first.sizeBytes)} {details.format.toUpperCase()}
          {details.isAnimated &&
            (playedFormats.has(details.format) ? " · animated" : " · animated, first frame shown")}
        </small>
      </Fact>
      <Descriptions details={details} />
      {details.ownFields.length > 0 && (
        <Fact name="Taken over from a copy">
          {details.ownFields.map((field) => ownFieldWords[field]).join(", ")}
          <small>in the library only, not in the photo’s file</small>
        </Fact>
      )}
      {cameraName !== "" && (
        <Fact name="Camera">
          {cameraName}
          {camera.lens !== undefined && <small>{camera.lens}</small>}
          {settings.length > 0 && <small>{settings.join(" · ")}</small>}
        </Fact>
      )}
      {location && <Fact name="Place">{coordinates(location)}</Fact>}
      {match && <Match match={match} />}
      <Fact name={files.length === 1 ? "File" : `${files.length} files with these bytes`}>
        {files.map(({ path, offlineMessage }) => (
          <span key={path} className={styles.path}>
            {path}
            {offlineMessage !== null && <small className={styles.offline}>{offlineMessage}</small>}
          </span>
        ))}
      </Fact>
      {details.parts.length > 0 && (
        <Fact name="Belongs to it">
          {details.parts.map(({ path, kind }) => (
            <span key={path} className={styles.path}>
              {path}
              <small>{partWords[kind]}</small>
            </span>
          ))}
        </Fact>
      )}
      {details.pixelSource !== "full" && (
        <Fact name="Looked at">{pixelSourceWords[details.pixelSource]}</Fact>
      )}
      {details.oddities.length > 0 && (
        <Fact name="Left aside">
          {details.oddities.map((oddity) => (
            <span key={oddity}>{oddity}</span>
          ))}
        </Fact>
      )}
      {!details.isSearchable && (
        <Fact name="Search">It cannot be found by what it shows yet: indexing is under way.</Fact>
      )}
    </dl>
  );
}

const ownFieldWords: Record<InheritableField, string> = {
  takenAt: "Date",
  location: "Place",
  rating: "Rating",
  title: "Title",
  description: "Description",
  keywords: "Keywords",
};

const partWords = {
  raw: "the camera’s RAW file",
  video: "its moving part",
  "embedded-video": "its moving part, inside the photo’s file",
  sidecar: "metadata beside it",
} as const;

const pixelSourceWords = {
  "embedded-thumbnail": "the smaller picture inside the file",
  "embedded-preview": "the camera’s own preview inside the file",
} as const;

/** What people wrote about it. */
function Descriptions({ details }: { details: PhotoDetails }) {
  const { title, description, keywords, people, albums, rating, isFavorite, isRejected } = details;
  const faces = unnamedFaces(people);
  return (
    <>
      {title !== null && <Fact name="Title">{title}</Fact>}
      {description !== null && description !== title && <Fact name="Description">{description}</Fact>}
      {people.length > 0 && (
        <Fact name="People">
          {namesOf(people).join(", ")}
          {faces !== undefined && <small>{faces}</small>}
        </Fact>
      )}
      {keywords.length > 0 && <Fact name="Keywords">{keywords.join(", ")}</Fact>}
      {albums.length > 0 && <Fact name={albums.length === 1 ? "Album" : "Albums"}>{albums.join(", ")}</Fact>}
      {rating !== null && rating > 0 && (
        <Fact name="Rating">
          <span role="img" aria-label={`${rating} of 5 stars`}>
            {"★".repeat(rating)}
            {"☆".repeat(5 - rating)}
          </span>
        </Fact>
      )}
      {(isFavorite || isRejected) && (
        <Fact name="Marked elsewhere">
          {isFavorite && <span>A favourite</span>}
          {isRejected && <span>Discarded</span>}
        </Fact>
      )}
    </>
  );
}
