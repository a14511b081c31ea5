import { Button, Group, Modal } from "@mantine/core";
import type { VectorsStatus } from "../../contract/index.ts";
import { photos } from "../words/quantities.ts";
import styles from "./vectors.module.css";
import { drop } from "./vectors-calls.ts";

interface DropDialogProps {
  qdrant: NonNullable<VectorsStatus["qdrant"]>;
  /** Of the library. */
  photos: number;
  onClose(): void;
}

/** Asks before a library leaves a server, and says what goes and what stays. */
export function DropDialog({ qdrant, photos: total, onClose }: DropDialogProps) {
  const { url, collection, points } = qdrant;
  return (
    <Modal
      opened
      onClose={onClose}
      title="Take this library out of the server?"
      size={480}
      lockScroll={false}
      centered
    >
      <div className={styles.question}>
        <p>
          <strong>What goes:</strong> {photos(points ?? total)} of this library from the collection{" "}
          {collection} on {url}, with their thumbnails there; the address and its key are forgotten.
        </p>
        <p>
          <strong>What stays:</strong> every photo, the library and all its vectors, and what other libraries
          have in that collection.
        </p>
      </div>
      <Group justify="flex-end" gap={8} mt={24}>
        <Button variant="default" onClick={onClose} data-autofocus>
          Leave it there
        </Button>
        <Button
          color="red"
          onClick={() => {
            onClose();
            void drop();
          }}
        >
          Take it out
        </Button>
      </Group>
    </Modal>
  );
}
