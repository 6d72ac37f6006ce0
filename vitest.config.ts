import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Real nodes, real disks, two cores: a test waits for what it expects and fails by its own message well before this.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 15_000 } },
    maxWorkers: 2,
    pool: 'forks',
    // Whoever runs the tests at a desktop is not told of what their peers say.
    env: { DBUS_SESSION_BUS_ADDRESS: 'disabled:' },
  },
})
