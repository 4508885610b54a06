import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  plugins: [vue()],
  test: { include: ['src/**/*.test.ts'] }, // e2e/ needs a screen and the program
  clearScreen: false, // keeps the compiler's messages of `tauri dev` on the screen
  server: { port: 1420, strictPort: true },
  build: {
    target: ['safari16', 'chrome107'], // WebKitGTK 2.38 and later, WebView2
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0, // the content security policy allows files of our own, and no data: addresses
  },
})
