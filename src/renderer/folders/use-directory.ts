import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import type { DirectoryListing } from "../../contract/index.ts";
import { type ErrorWords, errorWords } from "../api/error-words.ts";
import { api } from "../api/queries.ts";
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
}

/** Walks through the folders of the machine that Shoebox runs on. */
export function useDirectory(): OpenDirectory {
  const [path, setPath] = useState<string | undefined>(() =>
    readRemembered<string | undefined>(rememberedKey, undefined),
  );
  const { data, error, isFetching } = useQuery({
    ...api.directories.list.queryOptions({ input: path === undefined ? {} : { path } }),
    staleTime: 0,
  });
  const last = useRef<DirectoryListing>(undefined);
  if (data) last.current = data;
  const isStartGone = error !== null && last.current === undefined && path !== undefined;
  useEffect(() => {
    if (isStartGone) setPath(undefined);
  }, [isStartGone]);
  return {
    listing: last.current,
    problem: error && !isStartGone ? errorWords(error) : undefined,
    isLoading: isFetching,
    open: setPath,
  };
}
