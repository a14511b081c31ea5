import { api } from "./base.ts";
import { directoriesRouter } from "./directories.ts";
import { duplicatesRouter } from "./duplicates.ts";
import { historyRouter } from "./history.ts";
import { jobsRouter } from "./jobs.ts";
import { libraryRouter } from "./library.ts";
import { photosRouter } from "./photos.ts";
import { problemsRouter } from "./problems.ts";
import { searchRouter } from "./search.ts";

/** The contract, implemented. */
export const router = api.router({
  library: libraryRouter,
  photos: photosRouter,
  search: searchRouter,
  jobs: jobsRouter,
  problems: problemsRouter,
  directories: directoriesRouter,
  duplicates: duplicatesRouter,
  history: historyRouter,
});
