import { defineConfig } from 'vitest/config'

// One window at a time: there is one screen.
export default defineConfig({
  test: { include: ['e2e/**/*.test.ts'], fileParallelism: false, bail: 1, testTimeout: 120_000, hookTimeout: 60_000 },
})
