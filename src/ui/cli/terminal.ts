import { isatty } from 'node:tty'

/** Whether somebody sits at standard input and sees standard error. Asked of the descriptors: `process.stdin` opens a stream. */
export function somebodyThere(): boolean {
  return isatty(0) && isatty(2)
}

/** Whether standard input is something other than a terminal. */
export function inputIsPiped(): boolean {
  return !isatty(0)
}
