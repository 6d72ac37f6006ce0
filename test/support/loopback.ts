import { randomInt } from 'node:crypto'

/**
 * An address of this machine that nobody else uses: a port that was free there stays free, for a relay that takes it again or later.
 * On 127.0.0.1 any connection may have it meanwhile. Linux has all of 127.0.0.0/8.
 */
export const ownLoopback = (): string => `127.${randomInt(1, 255)}.${randomInt(0, 256)}.${randomInt(2, 255)}`
