import { defineConfig } from 'vitest/config'

// What is measured is printed, not judged: a busy machine is no failure.
export default defineConfig({
  test: {
    include: ['e2e/**/*.measure.ts'],
    fileParallelism: false,
    testTimeout: 600_000,
    hookTimeout: 600_000,
    disableConsoleIntercept: true,
  },
})
