import { describe, expect, it } from "vitest";
import {
  captionsOf,
  groupsOf,
  heldOutCaptionOf,
  randomFrom,
  randomScene,
  renderScene,
  type Scene,
  shortCaptionsOf,
} from "../../src/demo/index.ts";
import { objectKind } from "../../src/demo/objects/index.ts";
import { isFloating } from "../../src/demo/scene.ts";

const scenes = Array.from({ length: 1500 }, (_, number) => randomScene(randomFrom(`test ${number}`)));

describe("a scene", () => {
  it("keeps every object wholly inside the central square, and large enough to be recognised", () => {
    for (const { objects } of scenes) {
      expect(objects.length).toBeGreaterThan(0);
      for (const { x, y, size, surface } of objects) {
        const bottom = isFloating(surface) ? y + size / 2 : y;
        expect(x - size / 2).toBeGreaterThanOrEqual(-0.001);
        expect(x + size / 2).toBeLessThanOrEqual(1.001);
        expect(bottom - size).toBeGreaterThanOrEqual(-0.001);
        expect(bottom).toBeLessThanOrEqual(1.001);
        expect(size).toBeGreaterThan(0.2);
      }
    }
  });

  it("is drawn the same twice, and otherwise when one object moves", async () => {
    const scene = scenes[7] as Scene;
    const size = { width: 120, height: 90 };
    const draw = async (drawn: Scene) => (await renderScene(drawn, size)).raw().toBuffer();
    const pixels = await draw(scene);
    expect(pixels).toHaveLength(120 * 90 * 3);
    expect((await draw(structuredClone(scene))).equals(pixels)).toBe(true);
    const [first, ...others] = scene.objects;
    if (!first) throw new Error("The scene holds nothing.");
    const moved = { ...scene, objects: [{ ...first, x: 1 - first.x, y: first.y - 0.05 }, ...others] };
    expect((await draw(moved)).equals(pixels)).toBe(false);
  });

  it("can be drawn in every place, light and shape", async () => {
    const seen = new Set<string>();
    for (const scene of scenes) {
      const key = `${scene.place} ${scene.light}`;
      if (seen.has(key)) continue;
      seen.add(key);
      const picture = await renderScene(
        scene,
        seen.size % 2 ? { width: 48, height: 64 } : { width: 90, height: 50 },
      );
      const { channels } = await picture.stats();
      // Not a flat colour: something was drawn.
      expect(Math.max(...channels.map(({ stdev }) => stdev))).toBeGreaterThan(3);
    }
    expect(seen.size).toBeGreaterThan(80);
  }, 120_000);
});

describe("the first caption of a scene", () => {
  it("names every object with its colour and number", () => {
    for (const scene of scenes) {
      const [caption = ""] = captionsOf(scene);
      for (const { kind, colour, count } of groupsOf(scene)) {
        const { name, plural } = objectKind(kind);
        expect(caption).toContain(count === 1 ? name : plural);
        if (colour) expect(caption).toContain(`${colour} ${count === 1 ? name : plural}`);
      }
    }
  });

  it("speaks English: an apple, a unicorn, two men walking", () => {
    const captions = scenes.map((scene) => captionsOf(scene)[0] ?? "");
    for (const caption of captions) {
      expect(caption).not.toMatch(/\ba (apple|orange|elephant|aeroplane|owl|umbrella|eagle|ant|onion|egg)\b/);
      expect(caption).not.toMatch(/\ban (unicorn|dog|car)\b|walkings|dancings| {2}/);
    }
  });
});

describe("the wording that is held out", () => {
  it("is never a caption that a model is trained with", () => {
    const trained = new Set(scenes.flatMap((scene) => [...captionsOf(scene), ...shortCaptionsOf(scene)]));
    for (const scene of scenes) expect(trained.has(heldOutCaptionOf(scene))).toBe(false);
  });
});
