import { describe, expect, test } from "vitest";
import { type Ask, Sentences } from "../../../src/renderer/captions/sentences.ts";

/** A library with a sentence for each photo of an odd number, whose time is told by hand. */
function library() {
  const asked: number[][] = [];
  let due: (() => void)[] = [];
  let words = "a boat";
  let isGone = false;
  const ask: Ask = async (assetIds) => {
    asked.push([...assetIds]);
    if (isGone) throw new Error("The connection was lost.");
    return assetIds.filter((id) => id % 2 === 1).map((assetId) => ({ assetId, text: `${words} ${assetId}` }));
  };
  const sentences = new Sentences(ask, (work) => due.push(work));
  return {
    sentences,
    asked,
    say: (next: string) => {
      words = next;
    },
    lose: (isSo: boolean) => {
      isGone = isSo;
    },
    /** Everything that waits is done, and what comes of it. */
    pass: async () => {
      while (due.length > 0) {
        const works = due;
        due = [];
        for (const work of works) work();
        await new Promise(setImmediate);
      }
    },
  };
}

const follower = (isAsking = true) => {
  let told = 0;
  return { isAsking, onChange: () => void told++, told: () => told };
};

describe("what is said of photos", () => {
  test("is asked for together, once, and told to those who look at them", async () => {
    const { sentences, asked, pass } = library();
    const row = follower();
    const other = follower();
    sentences.follow([1, 2], row);
    sentences.follow([3], other);
    expect(sentences.of(1)).toBeUndefined();
    await pass();
    expect(asked).toEqual([[1, 2, 3]]);
    expect([1, 2, 3].map((id) => sentences.of(id))).toEqual(["a boat 1", undefined, "a boat 3"]);
    expect([row.told(), other.told()]).toEqual([1, 1]);
    sentences.follow([1, 2, 3], follower());
    await pass();
    expect(asked).toHaveLength(1);
  });

  test("is not asked for of what was scrolled past, of what nobody can see yet, nor of another library's", async () => {
    const { sentences, asked, pass } = library();
    const end = sentences.follow([1], follower());
    end();
    sentences.follow([3], follower(false));
    sentences.follow([-5], follower());
    await pass();
    expect(asked).toEqual([]);
  });

  test("stays shown while it is asked for again, and only what is other is told", async () => {
    const { sentences, asked, say, pass } = library();
    const row = follower();
    sentences.follow([1, 2], row);
    await pass();
    sentences.refresh();
    expect(sentences.of(1)).toBe("a boat 1");
    await pass();
    expect([asked.length, row.told()]).toEqual([2, 1]);
    say("a ship");
    sentences.refresh();
    await pass();
    expect(sentences.of(1)).toBe("a ship 1");
    expect(row.told()).toBe(2);
  });

  test("that changed during an answer is asked for once more", async () => {
    const { sentences, asked, say, pass } = library();
    sentences.follow([1], follower());
    const passed = pass();
    say("a ship");
    sentences.refresh();
    await passed;
    await pass();
    expect(asked).toEqual([[1], [1]]);
    expect(sentences.of(1)).toBe("a ship 1");
  });

  test("comes in pieces where many are looked at", async () => {
    const { sentences, asked, pass } = library();
    sentences.follow(
      Array.from({ length: 450 }, (_, at) => at + 1),
      follower(),
    );
    await pass();
    expect(asked.map(({ length }) => length)).toEqual([200, 200, 50]);
    expect(sentences.of(449)).toBe("a boat 449");
  });

  test("comes with the next connection where one was lost", async () => {
    const { sentences, lose, pass } = library();
    lose(true);
    sentences.follow([1], follower());
    await pass();
    expect(sentences.of(1)).toBeUndefined();
    lose(false);
    sentences.refresh();
    await pass();
    expect(sentences.of(1)).toBe("a boat 1");
  });

  test("of very many photos is forgotten, the oldest first, and never of those that are looked at", async () => {
    const { sentences, pass } = library();
    sentences.follow([1], follower());
    await pass();
    for (let from = 3; from < 24_003; from += 1000) {
      const end = sentences.follow(
        Array.from({ length: 1000 }, (_, at) => from + at),
        follower(),
      );
      await pass();
      end();
    }
    expect(sentences.of(1)).toBe("a boat 1");
    expect(sentences.of(3)).toBeUndefined();
    expect(sentences.of(24_001)).toBe("a boat 24001");
  });
});
