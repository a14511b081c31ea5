import { useEffect, useState } from "react";
import { useConnectionState } from "../api/use-connection.ts";
import styles from "./layout.module.css";

const patienceMillis = 800;

/** Quiet word that the engine is away; short interruptions are not worth one. */
export function ConnectionBanner() {
  const state = useConnectionState();
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    setLate(false);
    if (state === "online") return;
    const timer = setTimeout(() => setLate(true), patienceMillis);
    return () => clearTimeout(timer);
  }, [state]);
  if (state === "online" || !isLate) return null;
  return (
    <div className={styles.banner} role="status">
      {state === "lost" ? "Reconnecting to Shoebox’s engine…" : "Starting Shoebox’s engine…"}
    </div>
  );
}
