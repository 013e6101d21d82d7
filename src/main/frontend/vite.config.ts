import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

declare const process: { env: Record<string, string | undefined> };

/** Where the built pages go; the Maven build names target/classes/dashboard. */
const outDir = process.env['DASHBOARD_OUT'] ?? 'dist';
/** The service that a dev server passes API calls on to. */
const service = process.env['LECTERN_URL'] ?? 'http://127.0.0.1:8000';

const api = ['/sessions', '/jobs', '/events', '/queue', '/system', '/health', '/docs', '/openapi.json'];

export default defineConfig({
  plugins: [react()],
  build: {
    outDir,
    emptyOutDir: true,
    // Data addresses would need an exception in the Content-Security-Policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 400,
    reportCompressedSize: false,
  },
  worker: { format: 'es' },
  server: {
    port: 5173,
    strictPort: false,
    proxy: Object.fromEntries(api.map((path) => [path, { target: service, changeOrigin: true }])),
  },
});
