/**
 * Places as points: one draw call for all of them, their patterns drawn by the shader.
 *
 * MapLibre's own layers lay symbols out anew for each change; here a new day is one buffer of four bytes a place.
 */

import { type CustomLayerInterface, type CustomRenderMethodInput, type Map as MapLibre, MercatorCoordinate } from "maplibre-gl";
import { LOOK, type Looks } from "../atlas";
import { channels, ink, mapColours, OTHERS, sideColour, type Theme } from "../palette";

const VERTEX = `#version 300 es
uniform mat4 matrix;
uniform float radius;
in vec2 position;
in vec4 shown; // look, side, freshness, flags
flat out vec4 state;
out float outer;
void main() {
  state = shown;
  float isChosen = step(2.0, mod(shown.w, 4.0));
  float isDot = shown.x < 0.5 || mod(shown.w, 2.0) > 0.5 ? 0.62 : 1.0;
  outer = radius * (isDot + 0.3 * isChosen) + 1.5;
  gl_Position = matrix * vec4(position, 0.0, 1.0);
  gl_PointSize = outer * 2.0;
}`;

const FRAGMENT = `#version 300 es
precision highp float;
uniform vec3 sides[${OTHERS + 1}];
uniform vec3 ink;
uniform vec3 paper;
uniform vec3 unknown;
uniform float scale;
flat in vec4 state;
in float outer;
out vec4 color;

void main() {
  int look = int(state.x + 0.5);
  vec2 at = (gl_PointCoord - 0.5) * 2.0 * outer; // in pixels from the middle
  float reach = length(at);
  float edge = outer - 1.5;
  float isMuted = mod(state.w, 2.0) > 0.5 ? 1.0 : 0.0;
  bool isChosen = state.w > 1.5;
  float line = 1.6 * scale;
  vec3 side = sides[min(int(state.y + 0.5), ${OTHERS})];
  vec3 fill = side;
  vec3 rim = paper;
  if (look == ${LOOK.unknown}) { fill = paper; rim = unknown; }
  if (look == ${LOOK.claimed}) {
    float stripe = mod(at.x + at.y + 1000.0, 5.0 * scale);
    fill = stripe < 2.2 * scale ? side : paper;
    rim = side;
  }
  if (look == ${LOOK.fighting}) {
    float cross = min(abs(at.x - at.y), abs(at.x + at.y));
    fill = cross < 1.9 * scale && reach < edge * 0.8 ? paper : ink;
    rim = ink;
  }
  if (look == ${LOOK.disputed}) { fill = at.x < 0.0 ? ink : paper; rim = ink; }
  float rimFrom = edge - (look == ${LOOK.held} ? 0.9 * scale : line);
  if (isChosen) {
    float ring = edge * 0.8;
    rimFrom = ring - line;
    if (reach > ring) { fill = reach > ring + 1.0 * scale ? ink : paper; rim = fill; rimFrom = 0.0; }
  }
  vec3 drawn = mix(fill, rim, smoothstep(rimFrom - 0.5, rimFrom + 0.5, reach));
  float cover = 1.0 - smoothstep(edge - 0.7, edge + 0.7, reach);
  float fresh = state.z / 255.0;
  float alpha = look == ${LOOK.unknown} ? 1.0 : mix(0.35, 1.0, fresh);
  alpha = isMuted > 0.5 ? alpha * 0.28 : alpha;
  if (isChosen) alpha = 1.0;
  float total = cover * alpha;
  color = vec4(drawn * total, total);
}`;

const BYTES_A_PLACE = 4;
const MUTED = 1;
const CHOSEN = 2;

export class PointsLayer implements CustomLayerInterface {
  readonly id = "points";
  readonly type = "custom";
  readonly renderingMode = "2d";
  private map: MapLibre | null = null;
  private gl: WebGL2RenderingContext | null = null;
  private program: WebGLProgram | null = null;
  private positions: WebGLBuffer | null = null;
  private states: WebGLBuffer | null = null;
  private vertices: WebGLVertexArrayObject | null = null;
  /** Places in the order in which they are drawn: those that most is said of come last, on top. */
  private order = new Uint32Array();
  private places = new Float32Array();
  private shown = new Uint8Array();
  private theme: Theme = "light";

  onAdd(map: MapLibre, gl: WebGL2RenderingContext): void {
    this.map = map;
    this.gl = gl;
    this.program = link(gl, VERTEX, FRAGMENT);
    this.positions = gl.createBuffer();
    this.states = gl.createBuffer();
    this.vertices = gl.createVertexArray();
    gl.bindVertexArray(this.vertices);
    attribute(gl, this.program, "position", this.positions, 2, gl.FLOAT);
    attribute(gl, this.program, "shown", this.states, BYTES_A_PLACE, gl.UNSIGNED_BYTE);
    gl.bindVertexArray(null);
    this.send(this.positions, this.places);
    this.send(this.states, this.shown);
  }

  /** Place the points; a place without a position is left out. */
  setPlaces(lon: (number | null)[], lat: (number | null)[], weight: number[], isArea: (place: number) => boolean): void {
    const placed = lon.flatMap((one, i) => (one === null || lat[i] == null || isArea(i) ? [] : [i]));
    placed.sort((a, b) => weight[a]! - weight[b]!);
    this.order = Uint32Array.from(placed);
    this.places = new Float32Array(placed.length * 2);
    placed.forEach((place, i) => {
      const { x, y } = MercatorCoordinate.fromLngLat([lon[place]!, lat[place]!]);
      this.places[2 * i] = x;
      this.places[2 * i + 1] = y;
    });
    this.shown = new Uint8Array(placed.length * BYTES_A_PLACE);
    this.send(this.positions, this.places);
  }

  /** Show a day. */
  show(looks: Looks, chosen: number | null, differs: Uint8Array | null): void {
    const { order, shown } = this;
    for (let i = 0; i < order.length; i++) {
      const place = order[i]!;
      const at = i * BYTES_A_PLACE;
      shown[at] = looks.look[place]!;
      shown[at + 1] = Math.min(looks.side[place]!, OTHERS);
      shown[at + 2] = looks.freshness[place]!;
      shown[at + 3] = (differs && !differs[place] ? MUTED : 0) | (place === chosen ? CHOSEN : 0);
    }
    this.send(this.states, shown);
    this.map?.triggerRepaint();
  }

  setTheme(theme: Theme): void {
    this.theme = theme;
    this.map?.triggerRepaint();
  }

  render(gl: WebGL2RenderingContext, input: CustomRenderMethodInput): void {
    if (this.program === null || this.order.length === 0) return;
    const { program, theme } = this;
    const scale = devicePixelRatio;
    const uniform = (name: string) => gl.getUniformLocation(program, name);
    gl.useProgram(program);
    gl.uniformMatrix4fv(uniform("matrix"), false, input.defaultProjectionData.mainMatrix as Float32Array);
    gl.uniform1f(uniform("radius"), radiusAt(this.map?.getZoom() ?? 5, this.order.length) * scale);
    gl.uniform1f(uniform("scale"), scale);
    const colours = Array.from({ length: OTHERS + 1 }, (_, side) => channels(sideColour(side, theme))).flat();
    gl.uniform3fv(uniform("sides"), colours);
    gl.uniform3fv(uniform("ink"), channels(ink(theme)));
    gl.uniform3fv(uniform("paper"), channels(mapColours(theme).halo));
    gl.uniform3fv(uniform("unknown"), channels(mapColours(theme).unknown));
    gl.enable(gl.BLEND);
    gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
    gl.disable(gl.DEPTH_TEST);
    gl.disable(gl.STENCIL_TEST);
    gl.bindVertexArray(this.vertices);
    gl.drawArrays(gl.POINTS, 0, this.order.length);
    gl.bindVertexArray(null);
  }

  /** The place drawn on top at a pixel of the map; null: none. */
  placeAt(x: number, y: number, reach: number): number | null {
    const { map, order } = this;
    if (map === null) return null;
    const near = reach + radiusAt(map.getZoom(), order.length);
    const here = MercatorCoordinate.fromLngLat(map.unproject([x, y]));
    const there = MercatorCoordinate.fromLngLat(map.unproject([x + near, y]));
    let closest = Math.hypot(there.x - here.x, there.y - here.y);
    let found: number | null = null;
    for (let i = order.length - 1; i >= 0; i--) {
      const far = Math.hypot(this.places[2 * i]! - here.x, this.places[2 * i + 1]! - here.y);
      if (far < closest) {
        closest = far;
        found = order[i]!;
      }
    }
    return found;
  }

  private send(buffer: WebGLBuffer | null, data: Float32Array | Uint8Array): void {
    const { gl } = this;
    if (gl === null || buffer === null) return;
    gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
    gl.bufferData(gl.ARRAY_BUFFER, data, gl.DYNAMIC_DRAW);
    gl.bindBuffer(gl.ARRAY_BUFFER, null);
  }
}

/** Pixels: smaller where many places share a small map. */
function radiusAt(zoom: number, places: number): number {
  const crowd = places > 20000 ? 0.6 : places > 3000 ? 0.75 : 1;
  return Math.max(2, Math.min(10, 3 + zoom * 0.85) * crowd);
}

function link(gl: WebGL2RenderingContext, vertex: string, fragment: string): WebGLProgram {
  const program = gl.createProgram();
  for (const [kind, source] of [
    [gl.VERTEX_SHADER, vertex],
    [gl.FRAGMENT_SHADER, fragment],
  ] as const) {
    const shader = gl.createShader(kind);
    if (shader === null) throw new Error("this browser can make no shader");
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
  }
  gl.linkProgram(program);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS)) throw new Error(gl.getProgramInfoLog(program) ?? "no program");
  return program;
}

function attribute(
  gl: WebGL2RenderingContext,
  program: WebGLProgram,
  name: string,
  buffer: WebGLBuffer | null,
  size: number,
  type: number,
): void {
  const place = gl.getAttribLocation(program, name);
  gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
  gl.enableVertexAttribArray(place);
  gl.vertexAttribPointer(place, size, type, false, 0, 0);
}
