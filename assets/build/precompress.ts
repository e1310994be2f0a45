import { readdir, readFile, unlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { gzipSync } from "fflate";
import type { Plugin } from "vite";

// Imported as a module it would fetch its WebAssembly like a browser.
const brotli = createRequire(import.meta.url)("brotli-wasm") as Awaited<
  typeof import("brotli-wasm").default
>;

const compressible = /\.(js|css|html|json|svg|webmanifest)$/;
const smallest = 1024;

/**
 * Puts a .br and a .gz in the place of every text file of the build: the executable has each of
 * them, and decompresses it for the few that take neither. Both compressors are
 * plain JavaScript and WebAssembly, because Node's own zlib gives other bytes on other
 * processors, and the build is compared byte by byte with the committed one.
 */
export function precompress(): Plugin {
  let outDir = "";
  return {
    name: "precompress",
    apply: "build",
    configResolved(config) {
      outDir = path.resolve(config.root, config.build.outDir);
    },
    async closeBundle() {
      for (const file of await readdir(outDir, {
        recursive: true,
        withFileTypes: true,
      })) {
        if (!file.isFile() || !compressible.test(file.name)) continue;
        const name = path.join(file.parentPath, file.name);
        const content = await readFile(name);
        if (content.length <= smallest) continue;
        await writeFile(
          `${name}.br`,
          brotli.compress(content, { quality: 11 }),
        );
        await writeFile(
          `${name}.gz`,
          gzipSync(content, { level: 9, mtime: 0 }),
        );
        await unlink(name);
      }
    },
  };
}
