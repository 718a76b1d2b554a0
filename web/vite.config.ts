import { defineConfig } from "vite";

// The page goes into the Python package, which serves it from its own address and nowhere else.
export default defineConfig({
  build: {
    outDir: "../src/whoholds/app/page",
    emptyOutDir: true,
    target: "es2022",
    assetsInlineLimit: 0, // the content security policy allows no data: scripts, and files can be kept by the browser
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1500, // MapLibre is one megabyte, and comes from this machine
  },
  worker: { format: "es" },
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  server: { proxy: { "/api": "http://127.0.0.1:8765" } },
});
