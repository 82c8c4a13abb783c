import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** What the host replaces by a fresh value each time it sends the page. */
const nonce = 'ROLLCALL_NONCE';

/** rjsf exports a helper for tests that would bring a validator which the page's policy forbids. */
function withoutTestHelper(): Plugin {
  const validator = '@rjsf/validator-ajv8';
  return {
    name: 'without-test-helper',
    enforce: 'pre',
    resolveId: (id) => (id === validator ? `\0${validator}` : undefined),
    load: (id) => (id === `\0${validator}` ? 'export default undefined;' : undefined),
  };
}

/** Lets the browser ask for the font with the page, not after its styles. */
function preloadFont(): Plugin {
  return {
    name: 'preload-font',
    transformIndexHtml: {
      order: 'post',
      handler: (_, { bundle = {} }) =>
        Object.keys(bundle)
          .filter((name) => name.endsWith('.woff2'))
          .map((name) => ({
            tag: 'link',
            attrs: {
              rel: 'preload',
              as: 'font',
              type: 'font/woff2',
              href: `/${name}`,
              crossorigin: true,
            },
          })),
    },
  };
}

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), withoutTestHelper(), preloadFont()],
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
