import {
  type PointerEvent,
  type ReactNode,
  type RefObject,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { fitted, keptOnStage, panBy, type Size, type Zoom, zoomAt } from "./zoom.ts";
import styles from "./zoom-stage.module.css";

interface ZoomStageProps {
  /** Width by height of what is shown. */
  ratio: number;
  /** In pixels of the screen, while the whole picture is shown; as wide as fits where left out. */
  mostWidth?: number;
  zoom: Zoom;
  onZoom(zoom: Zoom): void;
  className: string | undefined;
  /** What it is called where there are several. */
  name?: string;
  backgroundImage?: string | undefined;
  /** On the stage, and not moved with the picture. */
  notice?: ReactNode;
  children: ReactNode;
}

/** A place for one picture, fitted, zoomed and moved; all that share a zoom are moved and enlarged together. */
export function ZoomStage(props: ZoomStageProps) {
  const { ratio, zoom, onZoom, name, mostWidth = Number.POSITIVE_INFINITY } = props;
  const stage = useRef<HTMLDivElement>(null);
  const size = useSize(stage);
  const drag = useRef<{ x: number; y: number } | undefined>(undefined);
  const fit = fitInto(size, ratio, mostWidth);
  const shown = keptOnStage(zoom, fit, size);
  useWheel(stage, (event, { left, top, width, height }) => {
    const point = { x: event.clientX - left - width / 2, y: event.clientY - top - height / 2 };
    onZoom(keptOnStage(zoomAt(shown, Math.exp(-event.deltaY * 0.0025), point), fit, size));
  });
  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    if (shown.scale === 1 || event.button !== 0 || event.defaultPrevented) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { x: event.clientX, y: event.clientY };
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    if (!drag.current) return;
    const moved = panBy(shown, event.clientX - drag.current.x, event.clientY - drag.current.y);
    onZoom(keptOnStage(moved, fit, size));
    drag.current = { x: event.clientX, y: event.clientY };
  };
  return (
    <div
      ref={stage}
      className={`${styles.stage} ${props.className}`}
      {...(name !== undefined && { role: "group", "aria-label": name })}
      data-zoomed={shown.scale > 1}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={() => {
        drag.current = undefined;
      }}
      onDoubleClick={() => onZoom(shown.scale > 1 ? fitted : zoomAt(shown, 3))}
    >
      <div
        className={styles.picture}
        data-testid="zoomed-picture"
        style={{
          width: fit.width,
          height: fit.height,
          transform: `translate(${shown.x}px, ${shown.y}px) scale(${shown.scale})`,
          backgroundImage: props.backgroundImage,
        }}
      >
        {props.children}
      </div>
      {props.notice}
    </div>
  );
}

function fitInto(stage: Size, ratio: number, mostWidth: number): Size {
  const width = Math.min(stage.width, stage.height * ratio, mostWidth);
  return { width, height: width / ratio };
}

/** The wheel zooms here, and a pinch, which comes as a wheel with Ctrl, does not zoom the whole page. */
function useWheel(
  element: RefObject<HTMLElement | null>,
  onWheel: (event: WheelEvent, box: DOMRect) => void,
): void {
  const latest = useRef(onWheel);
  latest.current = onWheel;
  useEffect(() => {
    const listening = element.current;
    if (!listening) return;
    const listen = (event: WheelEvent) => {
      event.preventDefault();
      latest.current(event, listening.getBoundingClientRect());
    };
    listening.addEventListener("wheel", listen, { passive: false });
    return () => listening.removeEventListener("wheel", listen);
  }, [element]);
}

function useSize(element: RefObject<HTMLElement | null>): Size {
  const [size, setSize] = useState<Size>({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const measured = element.current;
    if (!measured) return;
    const measure = () => setSize({ width: measured.clientWidth, height: measured.clientHeight });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(measured);
    return () => observer.disconnect();
  }, [element]);
  return size;
}
