import { Kbd, Modal } from "@mantine/core";
import { homes } from "../actions/registry.ts";
import styles from "./keys.module.css";
import { shortcutGroups } from "./shortcut-groups.ts";
import { useFocusReturned } from "./use-focus-back.ts";

const groups = shortcutGroups(homes);

/** All keys there are. */
export function ShortcutList({ isOpen, onClose }: { isOpen: boolean; onClose(): void }) {
  useFocusReturned();
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title="Keyboard shortcuts"
      size={960}
      lockScroll={false}
      centered
    >
      <div className={styles.groups}>
        {groups.map(({ title, rows }) => (
          <section key={title}>
            <h3>{title}</h3>
            <dl>
              {rows.map(({ keys, what }) => (
                <div key={what}>
                  <dt>
                    <Kbd>{keys}</Kbd>
                  </dt>
                  <dd>{what}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  );
}
