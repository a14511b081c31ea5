import { IconLock } from "@tabler/icons-react";
import styles from "./layout.module.css";
import { useStats } from "./rail.tsx";

/** Says for as long as it is so that nothing can be kept, and what still works. */
export function HindranceStrip() {
  const hindrance = useStats()?.hindrance;
  if (!hindrance) return null;
  return (
    <p className={styles.hindrance} role="status">
      <IconLock size={16} aria-hidden />
      {hindrance.message}
    </p>
  );
}
