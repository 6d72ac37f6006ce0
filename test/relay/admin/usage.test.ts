import { describe, expect, it } from 'vitest'
import { RelayProgram } from './program.ts'

describe('what cannot be meant', () => {
  it.each([
    [[], 'usage'],
    [['frobnicate'], 'usage'],
    [['start', 'now'], 'usage'],
    [['start', '--fast'], 'usage'],
    [['start', '-x'], 'usage'],
    [['start', '--name', 'attic'], 'usage'],
    [['status', '--open'], 'usage'],
    [['status', 'twice'], 'usage'],
    [['evict'], 'usage'],
    [['evict', ''], 'usage'],
    [['evict', 'one', 'two'], 'usage'],
    [['init'], 'usage'],
    [['init', '--name'], 'usage'],
    [['init', '--name', ''], 'invalid'],
    [['init', '--name', 'x'.repeat(65)], 'invalid'],
    [['init', '--name', 'a\u0007b'], 'invalid'],
    [['status', '--home', ''], 'usage'],
    [['start', '--listen'], 'usage'],
    [['start', '--listen', 'localhost:4600'], 'invalid'],
    [['invite', '--listen', '4600'], 'invalid'],
    [['start', '--ttl', '0'], 'invalid'],
    [['start', '--ttl', '-1'], 'invalid'],
    [['start', '--ttl', '31'], 'invalid'],
    [['start', '--mailbox-bytes', '64Q'], 'invalid'],
    [['start', '--mailbox-parcels', '1.5'], 'invalid'],
    [['start', '--store', 'nats://127.0.0.1:4222'], 'invalid'],
    [['start', '--metrics', '0.0.0.0:9464'], 'invalid'],
    [['start', '--metrics', '9464'], 'invalid'],
  ])('%j ends with 2 and a hint', async (args, code) => {
    const failed = await new RelayProgram().fails(args)
    expect(failed).toMatchObject({ exit: 2, code })
    if (code === 'usage') expect(failed.hint).toMatch(/--help|folder/)
  })

  it('is told to people without their controls', async () => {
    const { exit, stdout, stderr } = await new RelayProgram().run(['frobnicate\u001b[2J'])
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' })
    expect(stderr).toMatch(/^error: .*\nhint: .*\n$/)
    expect(stderr).not.toContain('\u001b')
  })
})

describe('help', () => {
  it.each([[['--help']], [['-h']], [['start', '--help']], [['evict', '-h']], [['--version']]])('%j', async args => {
    const { exit, stdout, stderr } = await new RelayProgram().run(args)
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' })
    expect(stdout.length).toBeGreaterThan(4)
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(120)
  })
})
