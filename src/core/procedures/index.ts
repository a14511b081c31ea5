import { api } from "./base.ts";
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
import { settingsRouter } from "./settings.ts";

/** The contract, implemented. */
export const router = api.router({
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
});
