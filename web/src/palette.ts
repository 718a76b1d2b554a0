/**
 * Colours of sides: told apart by people with any colour vision (after Okabe and Ito), in the order in which sides hold
 * most. Status is told by pattern, never by colour.
 */

import { computed, signal } from "@preact/signals";

const LIGHT = ["#0b6bab", "#d5600a", "#0d8f6b", "#b5508d", "#8a7400", "#3b3f8f", "#5aa7d6"];
const DARK = ["#4fa9e6", "#f0883e", "#37c59a", "#e48fc0", "#d8bf3a", "#9a9df0", "#9bd3f5"];

/** Sides beyond the palette share the last place in it. */
export const OTHERS = LIGHT.length;

const OTHER_SIDES = { light: "#7c7a75", dark: "#9a9994" };

export type Theme = "light" | "dark";

const system = matchMedia("(prefers-color-scheme: dark)");
const systemTheme = signal<Theme>(system.matches ? "dark" : "light");
system.addEventListener("change", () => (systemTheme.value = system.matches ? "dark" : "light"));

const KEPT = "whoholds-theme";
const chosenTheme = signal<Theme | null>(readKept());

function readKept(): Theme | null {
  const kept = localStorage.getItem(KEPT);
  return kept === "light" || kept === "dark" ? kept : null;
}

export const theme = computed<Theme>(() => chosenTheme.value ?? systemTheme.value);

export function switchTheme(): void {
  chosenTheme.value = theme.value === "dark" ? "light" : "dark";
  localStorage.setItem(KEPT, chosenTheme.value);
}

/** The colour of a side by its position in the atlas; null: nobody. */
export function sideColour(side: number | null, of: Theme): string {
  if (side === null) return ink(of);
  return (of === "dark" ? DARK : LIGHT)[side] ?? OTHER_SIDES[of];
}

/** What contested places are drawn in: no side's colour. */
export function ink(of: Theme): string {
  return of === "dark" ? "#e9e6df" : "#2b2a28";
}

export interface MapColours {
  sea: string;
  land: string;
  border: string;
  province: string;
  label: string;
  halo: string;
  unknown: string;
}

export function mapColours(of: Theme): MapColours {
  return of === "dark"
    ? { sea: "#14181c", land: "#20262b", border: "#47525b", province: "#2e373e", label: "#e6e2da", halo: "#171b1f", unknown: "#8b949b" }
    : { sea: "#dfe6ea", land: "#f6f4ef", border: "#b9b3a8", province: "#e0dbd1", label: "#2b2a28", halo: "#fbfaf7", unknown: "#85817a" };
}

/** Red, green and blue of a colour, 0 to 1, for a shader. */
export function channels(hex: string): [number, number, number] {
  const value = parseInt(hex.slice(1), 16);
  return [((value >> 16) & 255) / 255, ((value >> 8) & 255) / 255, (value & 255) / 255];
}
