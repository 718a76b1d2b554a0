/** The changes a day, drawn behind the slider: each bar a day (or a few, in a long war), by who gained. */

import { useEffect, useRef } from "preact/hooks";
import { NOBODY, type Atlas } from "../atlas";
import { sayShortDay } from "../days";
import { ink, mapColours, sideColour, theme, type Theme } from "../palette";
import { atlas } from "../store";

const HEIGHT = 40;

/** Half the range's thumb: where its first and last day stand from the ends. */
const INSET = 9;

export function Changes({ first, last }: { first: number; last: number }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [all, of] = [atlas.value, theme.value];
  useEffect(() => {
    const element = canvas.current;
    if (element === null || all === null) return;
    const redraw = () => draw(element, all, [first, last], of);
    redraw();
    const watch = new ResizeObserver(redraw);
    watch.observe(element);
    return () => watch.disconnect();
  }, [all, first, last, of]);
  return (
    <>
      <canvas ref={canvas} class="changes" height={HEIGHT} aria-hidden="true" />
      <div class="ends" aria-hidden="true">
        <span>{sayShortDay(first)}</span>
        <span>changes of status a day</span>
        <span>{sayShortDay(last)}</span>
      </div>
    </>
  );
}

function draw(canvas: HTMLCanvasElement, atlas: Atlas, [first, last]: [number, number], of: Theme): void {
  const [width, scale] = [canvas.clientWidth, devicePixelRatio];
  canvas.width = width * scale;
  canvas.height = HEIGHT * scale;
  const pen = canvas.getContext("2d");
  if (pen === null || width === 0) return;
  pen.scale(scale, scale);
  const wideDay = (width - 2 * INSET) / Math.max(1, last - first);
  const bars = gather(atlas.changesWithin(first, last), Math.max(1, Math.ceil(3 / wideDay)));
  const most = Math.max(1, ...bars.map((bar) => bar.total));
  const wide = Math.max(2, Math.min(14, wideDay * bars.step - 1));
  for (const bar of bars) {
    const x = INSET + (bar.day - first) * wideDay;
    let y = HEIGHT;
    for (const [side, places] of bar.turned) {
      const high = (places / most) * (HEIGHT - 4);
      pen.fillStyle = side === NOBODY ? ink(of) : sideColour(side, of);
      pen.globalAlpha = side === NOBODY ? 0.55 : 0.9;
      pen.fillRect(x - wide / 2, y - high, wide, high);
      y -= high;
    }
  }
  pen.globalAlpha = 1;
  pen.fillStyle = mapColours(of).border;
  pen.fillRect(INSET, HEIGHT - 1, width - 2 * INSET, 1);
}

interface Bar {
  day: number;
  total: number;
  turned: [number, number][];
}

/** Days put together so that a bar is wide enough to be seen; sides in their order, contests on top. */
function gather(days: { day: number; total: number; turned: Map<number, number> }[], step: number): Bar[] & { step: number } {
  const bars: Bar[] = [];
  for (let i = 0; i < days.length; i += step) {
    const together = new Map<number, number>();
    for (const one of days.slice(i, i + step)) {
      for (const [side, places] of one.turned) together.set(side, (together.get(side) ?? 0) + places);
    }
    const turned = [...together].sort((a, b) => a[0] - b[0]);
    const total = turned.reduce((sum, [, places]) => sum + places, 0);
    if (total > 0) bars.push({ day: days[i]!.day + (Math.min(step, days.length - i) - 1) / 2, total, turned });
  }
  return Object.assign(bars, { step });
}
