/** The map: the base, the places of the day, and what happens when one is pointed at. */

import { effect } from "@preact/signals";
import { type GeoJSONSource, Map as MapLibre, setWorkerUrl } from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url";
import { useEffect, useRef, useState } from "preact/hooks";
import { address, go } from "../address";
import { mapColours, theme } from "../palette";
import { expectPlace } from "../place/why";
import type { Atlas } from "../atlas";
import { atlas, differences, looks, type Outlines, outlines, undrawn } from "../store";
import { areaAt, Areas } from "./areas";
import { addRoom, baseStyle, loadBase, THEMED } from "./base";
import { type Bounds, boundsInside, boundsOf } from "./bounds";
import { Legend } from "./legend";
import { namesInView } from "./names";
import { PointsLayer } from "./points-layer";
import { Search } from "./search";
import { pointed, Tip } from "./tip";

setWorkerUrl(workerUrl);

/** Pixels around a point within which a finger or a mouse means it. */
const REACH = 6;

export function MapView() {
  const box = useRef<HTMLDivElement>(null);
  const [map, setMap] = useState<MapLibre | null>(null);
  const [isDrawn, setIsDrawn] = useState(false);
  const [error, setError] = useState<string | null>(null);

  useEffect(() => {
    let made: MapLibre | null = null;
    let isGone = false;
    openMap(box.current!)
      .then((opened) => {
        made = opened;
        if (isGone) opened.remove();
        else setMap(opened);
        opened.once("idle", () => setIsDrawn(true));
      })
      .catch((why: unknown) => setError(String(why)));
    return () => {
      isGone = true;
      made?.remove();
    };
  }, []);

  return (
    <div class="map">
      <div
        class="map-canvas"
        ref={box}
        role="region"
        aria-busy={!isDrawn}
        aria-label="Map of who holds what; the list of places beside it says the same"
      />
      {error !== null && (
        <p class="notice map-error" role="alert">
          The map can't be drawn here ({error}). It needs WebGL 2; the tables and the list of places work without.
        </p>
      )}
      <div class="map-tools">
        <Search onChosen={(place) => map && flyTo(map, place)} />
        <div class="buttons">
          <button type="button" title="Nearer" onClick={() => map?.zoomIn()}>
            <span aria-hidden="true">+</span>
            <span class="unseen">Nearer</span>
          </button>
          <button type="button" title="Farther" onClick={() => map?.zoomOut()}>
            <span aria-hidden="true">−</span>
            <span class="unseen">Farther</span>
          </button>
          <button type="button" title="Show all places" onClick={() => map && fitAll(map, true)}>
            <span aria-hidden="true">⤢</span>
            <span class="unseen">Show all places</span>
          </button>
        </div>
      </div>
      <Legend />
      <Tip />
    </div>
  );
}

async function openMap(container: HTMLDivElement): Promise<MapLibre> {
  const base = await loadBase();
  const at = address.peek().at;
  const map = new MapLibre({
    container,
    style: baseStyle(base, mapColours(theme.peek())),
    attributionControl: false,
    renderWorldCopies: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    maxZoom: 12,
    fadeDuration: 0,
    center: at ? [at[0], at[1]] : [30, 25],
    zoom: at ? at[2] : 1.5,
  });
  map.on("error", ({ error }) => console.error(error));
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  await new Promise<void>((resolve) => map.once("style.load", () => resolve()));
  addRoom(map);
  const points = new PointsLayer();
  map.addLayer(points, "countries");
  follow(map, points, new Areas(map));
  return map;
}

/** Keep the map in step with the store, and the address with the map. */
function follow(map: MapLibre, points: PointsLayer, areas: Areas): void {
  let placed: [Atlas, Outlines | null] | null = null;
  // One effect, since points are told how they look by their order, and outlines take places out of it.
  const place = (all: Atlas, drawn: Outlines | null) => {
    if (placed?.[0] === all && placed[1] === drawn) return;
    const { lon, lat, claims } = all.columns.places;
    areas.setOutlines(drawn, all);
    points.setPlaces(lon, lat, claims, (one) => areas.has(one) || undrawn.peek().has(one));
    placed = [all, drawn];
  };
  const stops = [
    effect(() => {
      if (atlas.value !== null && address.peek().at === null) fitAll(map, false);
    }),
    effect(() => {
      const [shown, all, drawn] = [looks.value, atlas.value, outlines.value];
      const chosen = all && address.value.place !== null ? all.positionOf(address.value.place) : null;
      if (shown === null || all === null) return;
      place(all, drawn);
      points.show(shown, chosen, differences.value);
      areas.show(shown, chosen, differences.value, theme.value);
    }),
    effect(() => {
      points.setTheme(theme.value);
      const colours = mapColours(theme.value);
      for (const [layer, property, colour] of THEMED) map.setPaintProperty(layer, property as never, colours[colour] as never);
    }),
    effect(() => {
      void address.value.place;
      void undrawn.value;
      if (atlas.value !== null) nameThem(map);
    }),
  ];
  map.on("moveend", () => {
    nameThem(map);
    const { lng, lat } = map.getCenter();
    if (map.isStyleLoaded() && atlas.peek() !== null) go({ at: [lng, lat, map.getZoom()] });
  });
  map.on("click", ({ point }) => {
    const place = points.placeAt(point.x, point.y, REACH) ?? areaAt(map, point, atlas.peek());
    go({ place: place === null ? null : (atlas.peek()?.ids[place] ?? null) });
  });
  map.on("mousemove", ({ point }) => {
    const place = points.placeAt(point.x, point.y, REACH) ?? areaAt(map, point, atlas.peek());
    map.getCanvas().style.cursor = place === null ? "" : "pointer";
    pointed.value = place === null ? null : { place, x: point.x, y: point.y };
    expectPlace(place === null ? null : (atlas.peek()?.ids[place] ?? null));
  });
  map.on("mouseout", () => (pointed.value = null));
  map.once("remove", () => stops.forEach((stop) => stop()));
}

function nameThem(map: MapLibre): void {
  const all = atlas.peek();
  const source = map.getSource<GeoJSONSource>("names");
  if (all === null || source === undefined) return;
  const chosen = address.peek().place;
  source.setData(namesInView(map, all, { chosen: chosen === null ? null : all.positionOf(chosen), unnamed: undrawn.peek() }));
}

function fitAll(map: MapLibre, isSlow: boolean): void {
  const bounds = atlas.peek() && boundsOf(atlas.peek()!);
  if (!bounds) return;
  fit(map, bounds, isSlow);
}

function fit(map: MapLibre, bounds: Bounds, isSlow: boolean): void {
  const isNarrow = map.getContainer().clientWidth < 600;
  const padding = isNarrow ? 36 : { top: 64, bottom: 56, right: 72, left: 250 }; // the legend stands at the left
  map.fitBounds(bounds, { padding, maxZoom: 8, animate: isSlow && !prefersStillness() });
}

function flyTo(map: MapLibre, place: number): void {
  const inside = boundsInside(atlas.peek()!, place);
  if (inside !== null) return fit(map, inside, true);
  const { lon, lat } = atlas.peek()!.columns.places;
  const [x, y] = [lon[place], lat[place]];
  if (x == null || y == null) return;
  map.flyTo({ center: [x, y], zoom: Math.max(map.getZoom(), 7), animate: !prefersStillness() });
}

function prefersStillness(): boolean {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}
