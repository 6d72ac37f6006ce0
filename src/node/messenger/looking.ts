/** What front ends tell of themselves and of each other. */

export interface LookingVerbs {
  /**
   * Says what a front end shows, for as long as the answer says or until it says otherwise. `conv`: what somebody looks at, which makes
   * no notices. `open`: all that is open there, seen or not; it holds without being said again, and names that mean nobody are
   * passed over. `active`: whether somebody sits there (@default whether there is a `conv`); where nobody sits at any front end, friends see this
   * profile as away. Without any of these the front end is none any more. `viewer` tells front ends apart: the control socket puts
   * the connection there, and takes its word back when it ends.
   */
  looking(params: { conv?: string; open?: string[]; active?: boolean; viewer?: string }): Promise<{ seconds: number }>
  /** Has another front end that has the conversation open come to the fore, if there is one. */
  focus(params: { conv: string; viewer?: string }): Promise<{ focused: boolean }>
}
