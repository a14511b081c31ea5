import { useQuery } from "@tanstack/react-query";
import { api } from "../api/queries.ts";
import { useRemembered } from "../remembered.ts";
import styles from "./search.module.css";

/** Over the results of the model that ships, until it is closed: what it is for, and where there are others. */
export function StarterNotice({ onSearch }: { onSearch(text: string): void }) {
  const [isClosed, setClosed] = useRemembered("starter-notice-closed", false);
  const { data } = useQuery({ ...api.search.suggestions.queryOptions(), enabled: !isClosed });
  if (isClosed) return null;
  return (
    <p className={styles.starter}>
      Starter model: everyday things. <a href="#models">Get a larger one</a>
      {(data?.queries ?? []).slice(0, 3).map((query) => (
        <button key={query} type="button" className={styles.suggestion} onClick={() => onSearch(query)}>
          {query}
        </button>
      ))}
      <button type="button" className={styles.close} onClick={() => setClosed(true)}>
        Hide
      </button>
    </p>
  );
}
