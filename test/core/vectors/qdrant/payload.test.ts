import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { copyOf, copySchema } from "../../../../src/core/vectors/qdrant/copy.ts";
import { mergeCopies } from "../../../../src/core/vectors/qdrant/merge-copies.ts";
import { payloadOf } from "../../../../src/core/vectors/qdrant/point-payload.ts";
import { sharedPhotoOf } from "../../../../src/core/vectors/qdrant/shared-photo-of.ts";
import { photoFacts } from "../../../helpers/photo-facts.ts";
import { plainFacts } from "../../../helpers/plain-facts.ts";

const sent = { stamp: "s", vectors: ["model"] };
const library = (id: string) => ({ id, name: `Library ${id}`, machine: `${id}'s machine` });
const json = (value: unknown) => JSON.parse(JSON.stringify(value)) as unknown;

/** What several libraries say of one photo. */
const copies = fc
  .uniqueArray(fc.record({ id: fc.constantFrom("a", "b", "c", "d"), facts: photoFacts }), {
    minLength: 1,
    maxLength: 4,
    selector: ({ id }) => id,
  })
  .map((sayings) =>
    sayings.map(({ id, facts }) => copyOf({ ...facts, sha256: "ab".repeat(32) }, library(id), sent)),
  );

describe("a photo's payload", () => {
  it("says all that is known, as other tools can read it", () => {
    const facts = plainFacts(1, {
      files: [
        { path: "/photos/Rome/a.jpg", folder: "/photos/Rome", isPresent: true },
        { path: "/old/a.jpg", folder: "/old", isPresent: false },
      ],
      takenAt: "2019-06-14T10:20:30+02:00",
      camera: "Canon EOS R5",
      rating: 4,
      keywords: ["boat", "sea", "boat"],
      location: { latitude: 41.9, longitude: 12.5 },
      places: ["Trastevere", "Rome"],
      collections: [{ id: 7, name: "Best of" }],
      title: "A boat",
    });
    expect(mergeCopies([copyOf(facts, library("a"), sent)])).toMatchObject({
      sha256: facts.sha256,
      library: ["a"],
      files: [
        { library: "a", path: "/photos/Rome/a.jpg", is_present: true },
        { library: "a", path: "/old/a.jpg", is_present: false },
      ],
      path: ["/photos/Rome/a.jpg"],
      folder: ["/photos/Rome", "/photos", "/"],
      is_present: true,
      taken_at: "2019-06-14T10:20:30Z",
      taken_at_text: "2019-06-14T10:20:30+02:00",
      camera: "Canon EOS R5",
      rating: 4,
      keywords: ["boat", "sea"],
      geo: { lon: 12.5, lat: 41.9 },
      place: ["Trastevere", "Rome"],
      collections: ["Best of"],
      copies: [{ library: "a", library_name: "Library a", machine: "a's machine", collection_ids: [7] }],
    });
  });

  it("is the same whoever wrote first", () => {
    fc.assert(
      fc.property(
        copies.chain((all) =>
          fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
        ),
        ([all, shuffled]) => {
          expect(mergeCopies(shuffled)).toEqual(mergeCopies(all));
        },
      ),
    );
  });

  it("is without a library what the others alone would have made", () => {
    fc.assert(
      fc.property(copies, (all) => {
        // As it comes back from the server.
        const read = payloadOf(json(mergeCopies(all))).copies;
        const without = read.filter(({ library: id }) => id !== all[0]?.library);
        fc.pre(without.length > 0);
        expect(json(mergeCopies(without))).toEqual(json(mergeCopies(all.slice(1))));
      }),
    );
  });

  it("names the facts in which copies differ, and only those", () => {
    fc.assert(
      fc.property(copies, (all) => {
        const { contested = [], ...merged } = mergeCopies(all) as { contested?: string[] } & Record<
          string,
          unknown
        >;
        for (const copy of all) {
          for (const key of ["rating", "title", "taken_at", "is_favorite", "camera", "geo"] as const) {
            if (!contested.includes(key)) expect(merged[key]).toEqual(copy[key]);
          }
        }
        if (all.length === 1) expect(contested).toEqual([]);
      }),
    );
  });

  it("keeps what a later version of a copy says, and takes one that was damaged for none", () => {
    const copy = { ...copyOf(plainFacts(1), library("a"), sent), faces: [1, 2] };
    const damaged = { ...copy, library: "b", rating: "good" };
    const { copies: read } = payloadOf({ copies: [copy, damaged, "nonsense"], library: "a" });
    expect(read).toEqual([copySchema.parse(copy)]);
    expect(read[0]).toMatchObject({ faces: [1, 2] });
    expect(payloadOf(null)).toMatchObject({ copies: [], library: [] });
  });

  it("tells of a photo of others by whom it can be had", () => {
    const facts = plainFacts(1, { takenAt: "1985-07" });
    const payload = payloadOf(mergeCopies(["b", "a"].map((id) => copyOf(facts, library(id), sent))));
    expect(sharedPhotoOf(facts.sha256, payload)).toEqual({
      sha256: facts.sha256,
      width: 4000,
      height: 3000,
      takenAt: "1985-07",
      copies: ["a", "b"].map((id) => ({
        library: id,
        libraryName: `Library ${id}`,
        machine: `${id}'s machine`,
        files: [{ path: "/photos/1.jpg", isPresent: true }],
      })),
    });
    expect(sharedPhotoOf(facts.sha256, payloadOf({}))).toBeUndefined();
  });

  it("goes through JSON unharmed, whatever a file is called", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string(), (name, title) => {
        const path = `/photos/${name}\ud800`;
        const facts = plainFacts(1, { files: [{ path, folder: "/photos", isPresent: true }], title });
        const merged = mergeCopies([copyOf(facts, library("a"), sent)]);
        expect(json(merged)).toEqual(merged);
        expect(JSON.stringify(merged).isWellFormed()).toBe(true);
        expect(merged.path).toEqual([`/photos/${name}\ufffd`.toWellFormed()]);
      }),
    );
  });

  it("leaves out places that are not on the earth and dates that are none", () => {
    const facts = plainFacts(1, { location: { latitude: 91, longitude: 0 }, takenAt: "2019-13-45" });
    const copy = copyOf(facts, library("a"), sent);
    expect(copy.geo).toBeUndefined();
    expect(copy.taken_at).toBeUndefined();
    expect(copy.taken_at_text).toBe("2019-13-45");
  });
});
