/** Where lines of Chinese and Japanese may not be broken, though they may be nearly anywhere (UAX 14: classes CL, CP, EX and OP, as far as people type them). */

/** What no line begins with. */
export const CLOSING = /^[、。，．！？；：）】》〉」』”’…％,.!?;:)\]}%]/u
/** What no line ends with. */
export const OPENING = /[（「『【《〈“‘([{]$/u
