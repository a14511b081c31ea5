import type { Core } from "../../src/core/index.ts";
import { HonestEnd } from "../../src/core/search/end/index.ts";
import { LibrarySamples } from "../../src/core/search/end/library-sample.ts";
import { GivenPictures } from "../../src/core/search/given/index.ts";
import type { RankParts } from "../../src/core/search/rank.ts";

/** What searching is made of, for measures that take it apart. */
export function searchPartsOf(core: Core): RankParts {
  const { catalog, facts, models, vectors, decodePool } = core.context.services;
  const end = new HonestEnd({ catalog });
  const given = new GivenPictures({ catalog, decodePool });
  return {
    catalog,
    facts,
    models,
    finder: vectors,
    decodePool,
    end,
    given,
    samples: new LibrarySamples(catalog),
  };
}
