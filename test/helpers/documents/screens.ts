import { randomFrom } from "../../../src/demo/random.ts";
import { box, dot, line, text, textTo } from "./svg.ts";
import type { Template } from "./templates.ts";
import { amount, digits, person, rows, word, words } from "./words.ts";

/** Bubbles of the same sizes with other words. */
export const chat: Template = {
  name: "chat",
  width: 1080,
  height: 1920,
  draw: (random) =>
    box(0, 0, 1080, 1920, "#e9e2d8") +
    box(0, 0, 1080, 190, "#0b6156") +
    dot(110, 130, 42, "#d9d9d9") +
    text(190, 142, 32, person(random), { colour: "white" }) +
    text(60, 52, 22, `${random.whole(10, 23)}:${random.whole(10, 59)}`, { colour: "white" }) +
    rows(10, (at) => {
      const [x, y] = [at % 2 === 0 ? 40 : 300, 240 + at * 158];
      return (
        box(x, y, 740, 130, at % 2 === 0 ? "white" : "#d8f5c8", 'rx="22"') +
        text(x + 28, y + 52, 24, words(random, 3)) +
        text(x + 28, y + 100, 24, words(random, 2)) +
        textTo(x + 715, y + 112, 15, `${random.whole(10, 23)}:${random.whole(10, 59)}`, { colour: "#777" })
      );
    }),
};

/** Light on dark; names of goods stay, numbers and sums differ. */
export const shop: Template = {
  name: "shop",
  width: 1080,
  height: 1920,
  draw: (random) => {
    const form = randomFrom("shop");
    return (
      box(0, 0, 1080, 1920, "#15171c") +
      text(60, 120, 38, "Your order", { colour: "white", isBold: true }) +
      text(60, 180, 22, `No. ${digits(random, 8)}`, { colour: "#9aa3b5" }) +
      rows(6, (at) => {
        const y = 240 + at * 240;
        return (
          box(40, y, 1000, 210, "#22262f", 'rx="20"') +
          box(70, y + 30, 150, 150, form.pick(["#7b5e3b", "#3b6a7b", "#6f3b7b", "#567b3b"]), 'rx="14"') +
          text(260, y + 80, 26, words(form, 2), { colour: "white" }) +
          text(260, y + 150, 22, `${random.whole(1, 9)} x`, { colour: "#9aa3b5" }) +
          textTo(1000, y + 150, 26, `€ ${amount(random)}`, { colour: "#7ee08a" })
        );
      }) +
      textTo(1000, 1800, 34, `Total € ${amount(random)}`, { colour: "white", isBold: true })
    );
  },
};

/** The frame of a lecture with other points. */
export const slide: Template = {
  name: "slide",
  width: 1600,
  height: 900,
  draw: (random) =>
    box(0, 0, 1600, 900, "#fdfdfb") +
    box(0, 0, 26, 900, "#204d8f") +
    text(100, 150, 52, words(random, 2), { isBold: true, colour: "#204d8f" }) +
    rows(
      4,
      (at) => dot(120, 290 + at * 120, 10, "#e07a1f") + text(160, 304 + at * 120, 32, words(random, 4)),
    ) +
    text(100, 860, 18, "Lecture on measuring  -  Winter term", { colour: "#888" }) +
    textTo(1540, 860, 18, String(random.whole(2, 80)), { colour: "#888" }),
};

/** Twelve staves; only the notes differ. */
export const music: Template = {
  name: "music",
  width: 1240,
  height: 1754,
  draw: (random) =>
    text(420, 110, 34, "Studies for flute", { isBold: true }) +
    rows(10, (stave) => {
      const top = 200 + stave * 152;
      const lines = rows(5, (at) => line(90, top + at * 14, 1150, top + at * 14, "#222", 2));
      const bars = rows(5, (at) => line(90 + at * 265, top, 90 + at * 265, top + 56, "#222", 3));
      const notes = rows(16, (at) => {
        const [x, y] = [130 + at * 64, top + 7 * random.whole(0, 8)];
        const head = `<ellipse cx="${x}" cy="${y}" rx="9" ry="6.5" fill="#111" transform="rotate(-20 ${x} ${y})"/>`;
        return head + line(x + 8, y, x + 8, y - 44, "#111", 2.5);
      });
      return lines + bars + notes;
    }),
};

/** Price, weight and lot differ. */
export const label: Template = {
  name: "label",
  width: 900,
  height: 620,
  draw: (random) => {
    const form = randomFrom("label");
    return (
      box(0, 0, 900, 620, "#f2efe9") +
      box(0, 0, 900, 110, "#6b2d5c") +
      text(40, 76, 44, "Mountain cheese", { colour: "white", isBold: true }) +
      rows(4, (at) => text(40, 180 + at * 44, 18, words(form, 4), { colour: "#444" })) +
      rows(48, (at) => box(40 + at * 8, 400, form.whole(2, 6), 120, "#111")) +
      text(500, 430, 20, `${random.whole(150, 990)} g`) +
      text(500, 500, 34, `€ ${random.whole(2, 19)}.${digits(random, 2)}`, { isBold: true }) +
      text(40, 585, 16, `Lot ${digits(random, 6)}`, { colour: "#444" })
    );
  },
};

/** Axes and legend stay, the lines run otherwise. */
export const chart: Template = {
  name: "chart",
  width: 1280,
  height: 800,
  draw: (random) => {
    const series = (colour: string) => {
      let y = random.between(250, 550);
      const points = Array.from({ length: 24 }, (_, at) => {
        y = Math.min(640, Math.max(150, y + random.between(-60, 60)));
        return `${140 + at * 46} ${y.toFixed(1)}`;
      });
      return `<path d="M${points.join("L")}" fill="none" stroke="${colour}" stroke-width="3"/>`;
    };
    return (
      text(100, 80, 28, "Visitors per month", { isBold: true }) +
      rows(
        7,
        (at) =>
          line(140, 660 - at * 85, 1220, 660 - at * 85, "#ddd") +
          textTo(125, 666 - at * 85, 14, String(at * 50)),
      ) +
      rows(12, (at) => text(140 + at * 92, 700, 14, String(at + 1))) +
      series("#c8102e") +
      series("#204d8f") +
      text(900, 760, 16, `${word(random)} and ${word(random)}`, { colour: "#555" })
    );
  },
};
