import { fileURLToPath } from 'node:url';
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';
import { compressedFiles } from './compress.plugin.mts';
import { manualChapters } from './manual.plugin.mts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The server serves what is built (server/portal); `npx vite console` alone is for working on looks, beside `npm start`. */
export default defineConfig({
  root: here('.'),
  plugins: [vue(), manualChapters(), compressedFiles()],
  build: {
    outDir: here('../dist/console'),
    emptyOutDir: true,
    // Below a path of its own, so that it may be kept for ever and shadows no page.
    assetsDir: 'static',
    // The policy of the site allows no script in the page.
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1_200,
  },
  server: {
    proxy: Object.fromEntries(
      ['/api', '/files', '/recaps', '/assets'].map((path) => [path, 'http://127.0.0.1:3000']),
    ),
  },
});
