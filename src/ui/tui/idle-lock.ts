/** Locks the profile where nobody has pressed a key in this terminal for as long as `ui.lock` says. */
import type { App } from './app.ts'

const MINUTE = 60_000

export function lockIfIdle(app: App): void {
  const minutes = Number(app.state.setting('ui.lock') ?? 0)
  if (minutes <= 0 || !app.connected || !app.state.me.passphrase) return
  if (app.clock() - app.keyAt >= minutes * MINUTE) app.run(() => app.messenger.lock())
}
