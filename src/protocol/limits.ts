/** Every limit of the wire and of what people may enter, each with its unit and reason. Lengths are checked before memory is taken. */

/** Bytes of UTF-8 in one text: a long letter; more is a file. */
export const MAX_TEXT_BYTES = 64 * 1024
/** Bytes of one entry on the wire: a text of full size with every field at its largest, twice over. */
export const MAX_ENTRY_BYTES = 128 * 1024
/** Bytes of one frame: at least one entry of full size fits; a reader never buffers more than this for one neighbour. */
export const MAX_FRAME_BYTES = 256 * 1024
/** Bytes of entries put in one frame: leaves room for framing. */
export const MAX_BATCH_BYTES = 192 * 1024
/** Bytes of a hello: a card and a statement with a greeting, nothing else. */
export const MAX_HELLO_BYTES = 16 * 1024
/** Characters (code points) of a name, a nickname, a folder's name. */
export const MAX_NAME_CHARS = 64
/** Characters of a status line or an e-mail address. */
export const MAX_STATUS_CHARS = 140
/** Characters of the greeting in a request. */
export const MAX_GREETING_CHARS = 500
/** Bytes of a session's URI in a call: as long as browsers accept one. */
export const MAX_SESSION_BYTES = 2048
/** Feeds of one author in one conversation: each restore or rollback makes one. */
export const MAX_FEEDS_PER_AUTHOR = 64
/** Ranges beyond a gap in one feed's cursor; an entry that would make one more is not stored yet and comes again. */
export const MAX_RANGES = 16
/** Entries sent and not yet acknowledged on one stream. */
export const WINDOW_ENTRIES = 256
/** Bytes sent and not yet acknowledged on one stream. */
export const WINDOW_BYTES = 1024 * 1024
/** Milliseconds: a stamp this far ahead of this clock is placed in the order but does not move the conversation's clock. */
export const MAX_STAMP_AHEAD_MS = 365 * 24 * 3600 * 1000
/** Milliseconds: an author's clock this far ahead of ours is not shown; the time of arrival is. */
export const MAX_CLOCK_AHEAD_MS = 24 * 3600 * 1000
/** Requests of strangers taken in a minute, all strangers together: peer ids are free, a person's attention is not. */
export const MAX_REQUESTS_PER_MINUTE = 5
/** Hellos of strangers (cards) answered in a minute. */
export const MAX_HELLOS_PER_MINUTE = 240
/** Requests kept that nobody answered yet. */
export const MAX_OPEN_REQUESTS = 200
/** Milliseconds between two shakes to one friend. */
export const SHAKE_INTERVAL_MS = 5000
/** Conversations in one profile. */
export const MAX_CONVERSATIONS = 10_000
/** Frames a second that one neighbour may send for long; a burst of twice that is taken. */
export const MAX_FRAMES_PER_SECOND = 5000
/** Addresses kept for one peer. */
export const MAX_ADDRESSES = 16
