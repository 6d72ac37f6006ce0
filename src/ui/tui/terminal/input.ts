/** What comes from whoever sits at the terminal, after escape sequences were read and put together. */

/**
 * A key by name, modifiers first, in this order: `ctrl+`, `alt+`, `shift+`. Names: a character (lower case; `shift+` only where the character does
 * not tell, as in `shift+tab`), `enter`, `tab`, `escape`, `space`, `backspace`, `delete`, `insert`, `up`, `down`, `left`, `right`, `home`, `end`,
 * `pageup`, `pagedown`, `f1` to `f12`. Examples: `ctrl+k`, `alt+enter`, `shift+up`, `ctrl+shift+p`, `/`, `?`. A typed capital is `shift+g` with the
 * text `G`. Where a terminal cannot tell keys apart: Ctrl+J is `ctrl+enter`, Ctrl+Backspace is `ctrl+h`, Ctrl+I is `tab`, Ctrl+M is `enter`.
 */
export type KeyName = string

export type Input =
  /** `text` is what the key types: one grapheme or more (an input method hands over words at once); absent where it types nothing. */
  | { readonly input: 'key'; readonly key: KeyName; readonly text?: string }
  | { readonly input: 'paste'; readonly text: string }
  | {
      readonly input: 'mouse'
      readonly action: 'press' | 'release' | 'drag' | 'wheel-up' | 'wheel-down'
      readonly button: 'left' | 'middle' | 'right' | 'none'
      /** Presses of the left button in one place within half a second; 1 for a single one. */
      readonly clicks: number
      readonly x: number
      readonly y: number
    }
  /** The terminal's window got the keys, or lost them. */
  | { readonly input: 'focus'; readonly focused: boolean }
