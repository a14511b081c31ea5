import { type PointerEvent, type RefObject, useEffect, useRef } from "react";

interface Point {
  x: number;
  y: number;
}

interface Gestures {
  /** In pixels of the page. */
  onPan(x: number, y: number): void;
  /** @param point from the stage's middle */
  onPinch(factor: number, point: Point): void;
  /** Whether one pointer moves the picture now. */
  isMovable: boolean;
}

/** Fingers and the mouse: one moves, two pinch. */
export function usePointers({ onPan, onPinch, isMovable }: Gestures) {
  const pointers = useRef(new Map<number, Point>());
  const forget = (event: PointerEvent) => pointers.current.delete(event.pointerId);
  return {
    onPointerDown(event: PointerEvent<HTMLElement>) {
      if (event.button !== 0 || event.defaultPrevented) return;
      if (!isMovable && event.pointerType === "mouse") return;
      event.currentTarget.setPointerCapture(event.pointerId);
      pointers.current.set(event.pointerId, { x: event.clientX, y: event.clientY });
    },
    onPointerMove(event: PointerEvent<HTMLElement>) {
      const before = pointers.current.get(event.pointerId);
      if (!before) return;
      const now = { x: event.clientX, y: event.clientY };
      const other = [...pointers.current].find(([id]) => id !== event.pointerId)?.[1];
      pointers.current.set(event.pointerId, now);
      if (!other) {
        if (isMovable) onPan(now.x - before.x, now.y - before.y);
        return;
      }
      const distance = (point: Point) => Math.hypot(point.x - other.x, point.y - other.y);
      const middle = { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 };
      const point = fromMiddle(middle, event.currentTarget.getBoundingClientRect());
      if (distance(before) > 0) onPinch(distance(now) / distance(before), point);
    },
    onPointerUp: forget,
    onPointerCancel: forget,
  };
}

/** A mouse's notch is about 100, a touchpad's pinch a few at a time. */
const wheelSpeed = 0.0025;
const pinchSpeed = 0.01;
const lineHeightPixels = 33;

/** The wheel zooms here, and a pinch, which comes as a wheel with Ctrl, does not zoom the whole page. */
export function useWheel(
  element: RefObject<HTMLElement | null>,
  onZoom: (factor: number, point: Point) => void,
): void {
  const latest = useRef(onZoom);
  latest.current = onZoom;
  useEffect(() => {
    const listening = element.current;
    if (!listening) return;
    const listen = (event: WheelEvent) => {
      event.preventDefault();
      const point = fromMiddle({ x: event.clientX, y: event.clientY }, listening.getBoundingClientRect());
      latest.current(Math.exp(-pixelsOf(event) * speedOf(event)), point);
    };
    listening.addEventListener("wheel", listen, { passive: false });
    return () => listening.removeEventListener("wheel", listen);
  }, [element]);
}

function pixelsOf({ deltaY, deltaMode }: WheelEvent): number {
  return deltaMode === WheelEvent.DOM_DELTA_LINE ? deltaY * lineHeightPixels : deltaY;
}

/** Browsers also mark a mouse's wheel with Ctrl held, whose steps are large: a pinch's are small. */
function speedOf(event: WheelEvent): number {
  return event.ctrlKey && Math.abs(pixelsOf(event)) < 50 ? pinchSpeed : wheelSpeed;
}

function fromMiddle({ x, y }: Point, { left, top, width, height }: DOMRect): Point {
  return { x: x - left - width / 2, y: y - top - height / 2 };
}
