/**
 * The desktop's own notifications, by the program that each system brings: no library does it with less than four megabytes of other
 * people's binaries. Texts are arguments, or variables of the environment, and no shell sees them.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Job } from './jobs.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** What shows a title and a body here; undefined where there is no desktop. */
export function desktopJob(
  platform: NodeJS.Platform,
  env: Environment,
): ((title: string, body: string) => Job) | undefined {
  if (platform === 'darwin') return (title, body) => ({ words: [...OSASCRIPT, title, body], env })
  if (platform === 'win32') {
    return (title, body) => ({
      words: [...POWERSHELL, Buffer.from(TOAST, 'utf16le').toString('base64')],
      env: { ...env, EARSHOT_NOTICE_TITLE: title, EARSHOT_NOTICE_BODY: body },
    })
  }
  if (!hasSessionBus(env)) return undefined
  return (title, body) => ({ words: [...NOTIFY_SEND, title, notifySendBody(body)], env })
}

/** A desktop is where a session bus is; `disabled:` is how one says that none is wanted. */
function hasSessionBus(env: Environment): boolean {
  const { DBUS_SESSION_BUS_ADDRESS: address, XDG_RUNTIME_DIR: runtime } = env
  if (address) return address !== 'disabled:'
  return runtime !== undefined && runtime !== '' && existsSync(join(runtime, 'bus'))
}

/** After `--` a text that begins with a dash is a text. */
const NOTIFY_SEND = ['notify-send', '--app-name=Earshot', '--category=im.received', '--'] as const

/**
 * The body is markup to those who show it, so its signs are escaped; and notify-send resolves backslashes in it (`g_strcompress`), so
 * those are doubled. The title is neither.
 */
function notifySendBody(body: string): string {
  return body.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\\', '\\\\')
}

/** The script is constant; title and body are its arguments. */
const OSASCRIPT = [
  'osascript',
  ...['-e', 'on run argv', '-e', 'display notification (item 2 of argv) with title (item 1 of argv)', '-e', 'end run'],
  '--',
] as const

const POWERSHELL = ['powershell.exe', '-NoProfile', '-NonInteractive', '-EncodedCommand'] as const

/** The script is constant; texts come by the environment and go into text nodes. Windows wants a known program as the sender. */
const TOAST = `
[void][Windows.UI.Notifications.ToastNotificationManager, Windows.UI.Notifications, ContentType = WindowsRuntime]
$toast = [Windows.UI.Notifications.ToastNotificationManager]::GetTemplateContent(
  [Windows.UI.Notifications.ToastTemplateType]::ToastText02)
$texts = $toast.GetElementsByTagName('text')
[void]$texts.Item(0).AppendChild($toast.CreateTextNode($env:EARSHOT_NOTICE_TITLE))
[void]$texts.Item(1).AppendChild($toast.CreateTextNode($env:EARSHOT_NOTICE_BODY))
[Windows.UI.Notifications.ToastNotificationManager]::CreateToastNotifier(
  '{1AC14E77-02E7-4E5D-B744-2EB1AE5198B7}\\WindowsPowerShell\\v1.0\\powershell.exe'
).Show([Windows.UI.Notifications.ToastNotification]::new($toast))
`
