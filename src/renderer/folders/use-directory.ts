import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import type { DirectoryListing } from "../../contract/index.ts";
import { type ErrorWords, errorWords } from "../api/error-words.ts";
import { api, queryClient } from "../api/queries.ts";
import { readRemembered, remember } from "../remembered.ts";

const rememberedKey = "directory";

/** Next time the browser starts in this folder. */
export function rememberDirectory(path: string): void {
  remember(rememberedKey, path);
}

interface OpenDirectory {
  /** The folder that is shown: the last one that could be read. */
  listing: DirectoryListing | undefined;
  /** Why the one asked for since cannot be. */
  problem: ErrorWords | undefined;
  isLoading: boolean;
  open(path: string): void;
  /**
   * The folder at a path, which may begin with "~" as in a shell, or the one that was asked for last. Undefined where it
   * cannot be read: then it was opened, which shows why.
   */
  read(path: string | undefined): Promise<DirectoryListing | undefined>;
}

const listingOf = (path: string | undefined) => ({
  ...api.directories.list.queryOptions({ input: path === undefined ? {} : { path } }),
  staleTime: 0,
});

/** "~" is the home directory. */
async function withHome(path: string): Promise<string> {
  if (path !== "~" && !path.startsWith("~/")) return path;
  const { shortcuts } = await queryClient.fetchQuery({ ...listingOf(undefined), staleTime: 60_000 });
  return (shortcuts.find(({ name }) => name === "Home")?.path ?? "~") + path.slice(1);
}

/** Walks through the folders of the machine that Shoebox runs on. */
export function useDirectory(): OpenDirectory {
  const [path, setPath] = useState<string | undefined>(() =>
    readRemembered<string | undefined>(rememberedKey, undefined),
  );
  const { data, error, isFetching } = useQuery(listingOf(path));
  const last = useRef<DirectoryListing>(undefined);
  if (data) last.current = data;
  // Where the browser starts is nobody's wish of now: where that is gone it starts at home, without a word.
  const [start] = useState(path);
  const isStartGone = error !== null && last.current === undefined && path !== undefined && path === start;
  useEffect(() => {
    if (isStartGone) setPath(undefined);
  }, [isStartGone]);
  return {
    listing: last.current,
    problem: error && !isStartGone ? errorWords(error) : undefined,
    isLoading: isFetching,
    open: (wanted) => void withHome(wanted).then(setPath, () => setPath(wanted)),
    read: async (wanted) => {
      const asked = wanted === undefined ? path : await withHome(wanted).catch(() => wanted);
      try {
        return await queryClient.fetchQuery(listingOf(asked));
      } catch {
        setPath(asked);
        return undefined;
      }
    },
  };
}
