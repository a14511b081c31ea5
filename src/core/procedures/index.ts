import type { Router } from "@orpc/server";
import type { contract } from "../../contract/index.ts";
import { api, type Context } from "./base.ts";
import { captionsRouter } from "./captions.ts";
import { collectionsRouter } from "./collections.ts";
import { directoriesRouter } from "./directories.ts";
import { duplicatesRouter } from "./duplicates.ts";
import { historyRouter } from "./history.ts";
import { jobsRouter } from "./jobs.ts";
import { libraryRouter } from "./library.ts";
import { modelsRouter } from "./models.ts";
import { photosRouter } from "./photos.ts";
import { problemsRouter } from "./problems.ts";
import { rootsRouter } from "./roots.ts";
import { searchRouter } from "./search.ts";
import { searchesRouter } from "./searches.ts";
import { settingsRouter } from "./settings.ts";
import { vectorsRouter } from "./vectors.ts";

/** The contract, implemented. */
export const router: Router<typeof contract, Context> = api.router({
  library: libraryRouter,
  photos: photosRouter,
  search: searchRouter,
  roots: rootsRouter,
  jobs: jobsRouter,
  problems: problemsRouter,
  directories: directoriesRouter,
  settings: settingsRouter,
  models: modelsRouter,
  duplicates: duplicatesRouter,
  history: historyRouter,
  vectors: vectorsRouter,
  collections: collectionsRouter,
  searches: searchesRouter,
  captions: captionsRouter,
});
