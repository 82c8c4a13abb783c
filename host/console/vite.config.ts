import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** What the host replaces by a fresh value each time it sends the page. */
const nonce = 'ROLLCALL_NONCE';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  html: { cspNonce: nonce },
  build: {
    outDir: '../dist/console',
    emptyOutDir: false,
    target: 'es2023',
    // data: addresses in styles and scripts would need a wider policy
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 900,
  },
  server: { proxy: { '/api': 'http://127.0.0.1:7420' } },
});
