/** Whether what is drawn stands on a dark or on a light ground. */
import type { Ground } from '../pictures/person-colour.ts'
import type { Look } from '../view/look.ts'

export function groundOf({ theme }: Look): Ground {
  return theme.name === 'light' ? 'light' : 'dark'
}
