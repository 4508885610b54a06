import vue from '@vitejs/plugin-vue'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'

/**
 * The window freezes `Object.prototype` against tampering, and ECharts fills two plain objects with every method name
 * of its own classes, `constructor` among them, which a frozen prototype forbids. Objects without a prototype take it.
 */
const plainMocks: Plugin = {
  name: 'plain-mocks',
  transform(code, id) {
    if (!id.endsWith('/echarts/lib/core/Scheduler.js')) return null
    const mended = code.replace(/var (ecModelMock|apiMock) = \{\};/g, 'var $1 = Object.create(null);')
    if (mended === code) this.error('ECharts has changed: see whether it still needs plainMocks (vite.config.ts)')
    return { code: mended, map: null }
  },
}

export default defineConfig({
  plugins: [vue(), plainMocks],
  // e2e/ needs a screen and the program. The first test of a file loads the whole window: on a busy machine that takes
  // longer than the usual limit.
  test: { include: ['src/**/*.test.ts'], testTimeout: 30_000 },
  clearScreen: false, // keeps the compiler's messages of `tauri dev` on the screen
  server: { port: 1420, strictPort: true },
  build: {
    chunkSizeWarningLimit: 600, // charts and pages of a PDF are loaded late, from the disk
    target: ['safari16', 'chrome107'], // WebKitGTK 2.38 and later, WebView2; browsers from Chromium 109 on
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0, // the content security policy allows files of our own, and no data: addresses
  },
})
