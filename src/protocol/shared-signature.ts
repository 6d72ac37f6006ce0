/**
 * One signature for many entries. An Ed25519 signature costs far more than hashing, and what is said in one breath is signed in one:
 * the signature covers the root of a hash tree over all headers of a batch (leaves and nodes as in RFC 6962, section 2.1), and each entry
 * carries the path from its header to the root. So every entry can still be checked, stored and passed on by itself; alone, its
 * path is empty and the root is its leaf. Whoever gets many of one batch checks one signature and then hashes.
 */
import { type Bytes, hex, sha256 } from './bytes.ts'
import { type Domain, type Signer, verified } from './signing.ts'

/** Entries under one signature: the path of 32 is 160 bytes long, and a signature costs a thirty-second. */
export const MAX_SHARED = 32
const HASH_BYTES = 32
const MAX_PATH_BYTES = HASH_BYTES * Math.ceil(Math.log2(MAX_SHARED))
/** Roots whose signatures were checked lately. */
const REMEMBERED_ROOTS = 1024

export interface SharedSignature {
  /** Over the root. */
  signature: Bytes
  /** The hashes beside the way up, from the leaf to the root, 32 bytes each. */
  path: Bytes
  /** Bit i: the i-th of them stands to the left. */
  left: number
}

const LEAF = Uint8Array.of(0)
const NODE = Uint8Array.of(1)

function leafOf(bytes: Bytes): Bytes {
  return sha256(Buffer.concat([LEAF, bytes]))
}

function nodeOf(left: Bytes, right: Bytes): Bytes {
  return sha256(Buffer.concat([NODE, left, right]))
}

/** Signs all of `items`, `MAX_SHARED` at a time; the results are in their order. */
export function signShared(signer: Signer, domain: Domain, items: readonly Bytes[]): SharedSignature[] {
  const signed: SharedSignature[] = []
  for (let start = 0; start < items.length; start += MAX_SHARED) {
    signed.push(...signTree(signer, domain, items.slice(start, start + MAX_SHARED).map(leafOf)))
  }
  return signed
}

function signTree(signer: Signer, domain: Domain, leaves: readonly Bytes[]): SharedSignature[] {
  const ways = leaves.map((_, at) => ({ path: [] as Bytes[], left: 0, at }))
  let level = leaves
  while (level.length > 1) {
    for (const way of ways) {
      const beside = level[way.at ^ 1]
      if (beside !== undefined) {
        if (way.at % 2 === 1) way.left |= 1 << way.path.length
        way.path.push(beside)
      }
      way.at >>= 1
    }
    // One without a neighbour goes up as it is.
    level = level
      .filter((_, i) => i % 2 === 0)
      .map((node, i) => (level[2 * i + 1] === undefined ? node : nodeOf(node, level[2 * i + 1]!)))
  }
  const signature = signer.sign(domain, level[0]!)
  return ways.map(({ path, left }) => ({ signature, path: Buffer.concat(path), left }))
}

const checked = new Set<string>()

/** Whether `bytes` is among what the owner of `publicKey` signed for this purpose. */
export function verifiedShared(domain: Domain, bytes: Bytes, shared: SharedSignature, publicKey: Bytes): boolean {
  const { path, left, signature } = shared
  if (path.byteLength % HASH_BYTES !== 0 || path.byteLength > MAX_PATH_BYTES) return false
  let root = leafOf(bytes)
  for (let i = 0; i * HASH_BYTES < path.byteLength; i++) {
    const beside = path.subarray(i * HASH_BYTES, (i + 1) * HASH_BYTES)
    root = (left >>> i) & 1 ? nodeOf(beside, root) : nodeOf(root, beside)
  }
  // Only a root that others hang on is worth remembering.
  if (path.byteLength === 0) return verified(domain, root, signature, publicKey)
  const name = `${domain} ${hex(publicKey)} ${hex(root)} ${hex(signature)}`
  if (checked.has(name)) return true
  if (!verified(domain, root, signature, publicKey)) return false
  checked.add(name)
  const oldest = checked.values().next()
  if (checked.size > REMEMBERED_ROOTS && !oldest.done) checked.delete(oldest.value)
  return true
}
