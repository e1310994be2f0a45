import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { dropUnusedPalettes } from "./build/drop-unused-palettes.ts";
import { precompress } from "./build/precompress.ts";

const server = process.env.OMS_URL ?? "http://127.0.0.1:8000";

// All that pages need which stand alone.
const reactAlone = /node_modules\/(react|react-dom|scheduler)\//;
const base =
  /src\/(words\/words|lib\/time|hooks\/use-now|live\/(backoff|watch-connection))\./;

const framework =
  /node_modules\/(react-router|react-redux|redux|redux-thunk|reselect|immer|use-sync-external-store|@reduxjs)\//;

// What the first page needs; dialogs, switches and the like come with the pages that use them.
const widgets =
  /node_modules\/(?!.*(notifications|transition-group|Checkbox|PasswordInput|Textarea|SegmentedControl|FloatingIndicator|Modal|remove-scroll|style-singleton|sidecar|InlineInput|lucide|jsbarcode|dnd-kit|Progress|Kbd))/;

const lists =
  /src\/(components\/(page-header|workspace|more-menu|problem-note|time-ago|empty-state|endless-list|filter-|list-|search-field|day-field)|features\/(orders\/(status-badge|status-chips|order-rules|use-row-keys|cache|endpoints|customer-picker|choices)|products\/(cache|endpoints)|customers\/(cache|endpoints))|lucide-react\/.*\/(plus|search-x|chevron-down)\.)/;

export default defineConfig({
  plugins: [react(), precompress()],
  server: { proxy: { "/api": { target: server, ws: true } } },
  css: { postcss: { plugins: [dropUnusedPalettes] } },
  build: {
    target: "es2022",
    assetsDir: "static",
    // The server's Content-Security-Policy allows no data: fonts or scripts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rollupOptions: {
      input: { index: "index.html", docs: "docs.html", link: "link.html" },
      output: {
        entryFileNames: "static/[name].[hash].js",
        chunkFileNames: "static/[name].[hash].js",
        assetFileNames: "static/[name].[hash][extname]",
        // Few files instead of many tiny ones; what all pages share stays cached
        // when a page changes.
        codeSplitting: {
          groups: [
            { name: "react", test: reactAlone },
            { name: "base", test: base },
            { name: "framework", test: framework },
            { name: "widgets", test: widgets },
            // Not the catalogues: only the one that is read is fetched.
            { name: "shared", test: /src\/(api|hooks|lib)\// },
            // Of the status of an order, on pages that know nothing else of this.
            { name: "icons", test: /src\/components\/status-icons\./ },
            // What the lists of orders, products and customers are made of, and what they ask for.
            { name: "lists", test: lists },
          ],
        },
      },
    },
  },
  test: {
    environment: "jsdom",
    setupFiles: ["src/testing/setup.ts"],
    // Its modules are written for bundlers; Node can't load them by itself.
    server: { deps: { inline: ["jsbarcode"] } },
    include: ["src/**/*.test.{ts,tsx}"],
    restoreMocks: true,
    testTimeout: 30_000,
  },
});
