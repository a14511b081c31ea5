import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from "react";

export interface Viewport {
  top: number;
  height: number;
  width: number;
  /** Scrolling too fast for anyone to look: no thumbnails are asked for. */
  isFlinging: boolean;
}

const flingPixelsPerMilli = 4;
const settleMillis = 120;

/** What part of a scrolling element is to be seen; changes at most once a frame. */
export function useViewport(element: RefObject<HTMLElement | null>): Viewport {
  const [viewport, setViewport] = useState<Viewport>({ top: 0, height: 0, width: 0, isFlinging: false });
  const last = useRef({ top: 0, at: 0 });

  useLayoutEffect(() => {
    const scroller = element.current;
    if (!scroller) return;
    const measure = () => {
      const { clientHeight: height, clientWidth: width, scrollTop: top } = scroller;
      setViewport((known) => ({ ...known, top, height, width }));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(scroller);
    return () => observer.disconnect();
  }, [element]);

  useEffect(() => {
    const scroller = element.current;
    if (!scroller) return;
    let frame = 0;
    let settling: ReturnType<typeof setTimeout> | undefined;
    const read = () => {
      frame = 0;
      const now = performance.now();
      const { scrollTop: top } = scroller;
      const speed = Math.abs(top - last.current.top) / Math.max(1, now - last.current.at);
      last.current = { top, at: now };
      setViewport((known) => ({ ...known, top, isFlinging: speed > flingPixelsPerMilli }));
      clearTimeout(settling);
      settling = setTimeout(() => setViewport((known) => ({ ...known, isFlinging: false })), settleMillis);
    };
    const onScroll = () => {
      if (frame === 0) frame = requestAnimationFrame(read);
    };
    scroller.addEventListener("scroll", onScroll, { passive: true });
    return () => {
      scroller.removeEventListener("scroll", onScroll);
      cancelAnimationFrame(frame);
      clearTimeout(settling);
    };
  }, [element]);

  return viewport;
}
