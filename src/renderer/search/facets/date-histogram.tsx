import { type KeyboardEvent, type PointerEvent, useState } from "react";
import { dateTimeOf } from "../../words/dates.ts";
import { photos } from "../../words/quantities.ts";
import styles from "./facets.module.css";
import { type Bar, barsWithin, rangeText } from "./histogram.ts";

interface DateHistogramProps {
  name: string;
  bars: readonly Bar[];
  /** The days that are asked for, as a filter has them; undefined for all. */
  chosen: string | undefined;
  onChoose(range: string): void;
}

interface Held {
  from: number;
  to: number;
}

/** How many photos each month, or year, has. Dragging over some of them asks for these; so do arrow keys with Shift. */
export function DateHistogram({ name, bars, chosen, onChoose }: DateHistogramProps) {
  const [held, setHeld] = useState<Held>();
  const [isDragged, setDragged] = useState(false);
  const within = chosen === undefined ? undefined : barsWithin(bars, chosen);
  const shown = held ?? within;
  const most = Math.max(1, ...bars.map(({ count }) => count));
  const at = Math.min(bars.length - 1, held?.to ?? within?.to ?? bars.length - 1);
  const current = bars[at];
  if (!current) return null;

  const choose = ({ from, to }: Held) => {
    const [one, other] = [bars[from], bars[to]];
    if (one && other) onChoose(rangeText(one.period, other.period));
    setHeld(undefined);
  };
  const indexAt = ({ currentTarget, clientX }: PointerEvent<HTMLElement>) => {
    const { left, width } = currentTarget.getBoundingClientRect();
    return Math.max(0, Math.min(bars.length - 1, Math.floor(((clientX - left) / width) * bars.length)));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const move = (to: number) => {
      const next = Math.max(0, Math.min(bars.length - 1, to));
      setHeld({ from: event.shiftKey ? (held?.from ?? at) : next, to: next });
    };
    const actions: Record<string, () => void> = {
      ArrowLeft: () => move(at - 1),
      ArrowRight: () => move(at + 1),
      ArrowDown: () => move(at - 1),
      ArrowUp: () => move(at + 1),
      Home: () => move(0),
      End: () => move(bars.length - 1),
      Enter: () => choose(held ?? { from: at, to: at }),
      " ": () => choose(held ?? { from: at, to: at }),
    };
    const action =
      actions[event.key] ?? (event.key === "Escape" && held ? () => setHeld(undefined) : undefined);
    if (!action || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    action();
  };
  return (
    <div
      className={styles.histogram}
      role="slider"
      tabIndex={0}
      aria-label={name}
      aria-valuemin={0}
      aria-valuemax={bars.length - 1}
      aria-valuenow={at}
      aria-valuetext={wordsOf(bars, held, current)}
      title="Drag over a range, or arrow keys with Shift, then Enter"
      onKeyDown={onKeyDown}
      onBlur={() => setHeld(undefined)}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        const index = indexAt(event);
        setDragged(true);
        setHeld({ from: index, to: index });
      }}
      onPointerMove={(event) => isDragged && held && setHeld({ ...held, to: indexAt(event) })}
      onPointerCancel={() => setDragged(false)}
      onPointerUp={() => {
        if (isDragged && held) choose(held);
        setDragged(false);
      }}
    >
      <div className={styles.bars} aria-hidden="true">
        {bars.map(({ period, count }, index) => (
          <span
            key={period}
            title={`${dateTimeOf(period)}: ${photos(count)}`}
            data-chosen={shown && isBetween(index, shown) ? true : undefined}
          >
            <i style={{ height: count === 0 ? 0 : `max(3px, ${(count / most) * 100}%)` }} />
          </span>
        ))}
      </div>
      <p className={styles.ends} aria-hidden="true">
        {held ? (
          <strong>{wordsOf(bars, held, current)}</strong>
        ) : (
          <>
            <span>{dateTimeOf(bars[0]?.period ?? "")}</span>
            <span>{dateTimeOf(bars.at(-1)?.period ?? "")}</span>
          </>
        )}
      </p>
    </div>
  );
}

function isBetween(index: number, { from, to }: Held): boolean {
  return index >= Math.min(from, to) && index <= Math.max(from, to);
}

/** "June 2019 to May 2020, 120 photos" */
function wordsOf(bars: readonly Bar[], held: Held | undefined, current: Bar): string {
  if (!held) return `${dateTimeOf(current.period)}, ${photos(current.count)}`;
  const chosen = bars.filter((_, index) => isBetween(index, held));
  const [first, last] = [chosen[0], chosen.at(-1)];
  if (!first || !last) return "";
  const all = photos(chosen.reduce((sum, { count }) => sum + count, 0));
  const from = dateTimeOf(first.period);
  return first === last ? `${from}, ${all}` : `${from} to ${dateTimeOf(last.period)}, ${all}`;
}
