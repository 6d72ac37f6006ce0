import { readlink } from 'node:fs/promises'
import { Child } from './child.ts'
import type { Context } from './measure.ts'

export interface LanHost {
  /** The command to put in front of one that is to run on this host. */
  inside: string[]
  address: string
}

/**
 * A bridge and its hosts, each a network namespace of its own without a way out: the bridge lies in a third one. The
 * processes that keep them alive end with their standard input, so nothing is left even if this process is killed.
 */
const SCRIPT = `
set -e
exec 3<&0
sysctl -qw net.ipv6.conf.default.disable_ipv6=1 2>/dev/null || true
ip link add lan type bridge mcast_snooping 0
ip link set lan up
hosts=
for i in 1 2; do
  unshare --net cat <&3 >/dev/null &
  host=$!
  while [ "$(readlink /proc/$host/ns/net)" = "$(readlink /proc/$$/ns/net)" ]; do sleep 0.02; done
  ip link add port$i type veth peer name eth0 netns $host
  ip link set port$i master lan up
  nsenter --target $host --net sh -c "sysctl -qw net.ipv6.conf.all.disable_ipv6=1 2>/dev/null || true
    ip link set lo up; ip addr add 10.99.0.$i/24 dev eth0; ip link set eth0 up
    ip route add default dev eth0"
  hosts="$hosts,$host"
done
echo "{\\"hosts\\":[\${hosts#,}]}"
cat <&3 >/dev/null
`

/** Two hosts on one LAN, or why there are none (it takes root, or user namespaces that may make network namespaces). */
export async function makeLan(context: Context): Promise<[LanHost, LanHost] | string> {
  const root = process.getuid?.() === 0
  const holder = context.owned.use(
    new Child({
      command: 'unshare',
      args: [...(root ? [] : ['--user', '--map-root-user']), '--net', 'sh', '-c', SCRIPT],
      signal: context.signal,
    }),
  )
  try {
    const { hosts } = await holder.take('hosts', 15_000, context.signal)
    const [first, second] = (hosts as number[]).map((pid, i) => ({
      inside: ['nsenter', '--target', String(pid), ...(root ? [] : ['--user', '--preserve-credentials']), '--net'],
      address: `10.99.0.${i + 1}`,
    }))
    if (first === undefined || second === undefined) return 'no hosts'
    // The one thing that must not go wrong: a process meant for a host that runs on the machine's own network.
    const own = await readlink('/proc/self/ns/net')
    for (const pid of hosts as number[]) {
      if ((await readlink(`/proc/${pid}/ns/net`)) === own) return 'the namespace is not closed'
    }
    return [first, second]
  } catch (error) {
    return `no network namespaces here: ${error instanceof Error ? error.message : String(error)}`
  }
}
