/** Draws stretches of days as a strip, with the patterns of the map. */

import { LOOK, type Spell } from "../atlas";
import { ink, mapColours, sideColour, type Theme } from "../palette";

const HEIGHT = 26;
const BAR = 14;

export function drawSpells(canvas: HTMLCanvasElement, spells: Spell[], [first, last]: [number, number], day: number, of: Theme): void {
  const [width, scale] = [canvas.clientWidth, devicePixelRatio];
  canvas.width = width * scale;
  canvas.height = HEIGHT * scale;
  const pen = canvas.getContext("2d");
  if (pen === null || width === 0) return;
  pen.scale(scale, scale);
  const across = (at: number) => ((at - first) / Math.max(1, last + 1 - first)) * width;
  const top = (HEIGHT - BAR) / 2;
  pen.fillStyle = mapColours(of).province;
  pen.fillRect(0, top, width, BAR);
  for (const spell of spells) {
    const from = Math.max(0, across(spell.start));
    const to = Math.min(width, across(spell.end === null ? last + 1 : spell.end + 1));
    if (to > from) drawStretch(pen, spell, [from, top, to - from, BAR], of);
  }
  const now = Math.max(1, Math.min(width - 1, across(day + 0.5)));
  pen.fillStyle = ink(of);
  pen.fillRect(now - 1, 0, 2, HEIGHT);
}

function drawStretch(pen: CanvasRenderingContext2D, spell: Spell, [x, y, wide, high]: [number, number, number, number], of: Theme): void {
  const paper = mapColours(of).halo;
  const dark = ink(of);
  const colour = sideColour(spell.side, of);
  pen.save();
  pen.beginPath();
  pen.rect(x, y, Math.max(1, wide - 1), high);
  pen.clip();
  pen.fillStyle = spell.look === LOOK.held ? colour : paper;
  pen.fillRect(x, y, wide, high);
  if (spell.look === LOOK.claimed) stripes(pen, x - high, x + wide, y, high, colour, 2.2, 5);
  if (spell.look === LOOK.fighting) {
    stripes(pen, x - high, x + wide, y, high, dark, 1.4, 5);
    stripes(pen, x + wide + high, x, y, high, dark, 1.4, -5);
  }
  if (spell.look === LOOK.disputed) {
    pen.fillStyle = dark;
    pen.fillRect(x, y, wide, high / 2);
  }
  pen.strokeStyle = spell.look === LOOK.claimed ? colour : spell.look === LOOK.held ? colour : dark;
  pen.globalAlpha = spell.look === LOOK.unknown ? 0.25 : 1;
  pen.lineWidth = 2;
  pen.strokeRect(x, y, Math.max(1, wide - 1), high);
  pen.restore();
}

function stripes(pen: CanvasRenderingContext2D, from: number, to: number, y: number, high: number, colour: string, width: number, step: number): void {
  pen.strokeStyle = colour;
  pen.lineWidth = width;
  pen.beginPath();
  const lean = step > 0 ? high : -high;
  for (let x = from; step > 0 ? x < to : x > to; x += step) {
    pen.moveTo(x, y + high);
    pen.lineTo(x + lean, y);
  }
  pen.stroke();
}
