/** Every limit of the wire and of what people may enter, each with its unit and reason. Lengths are checked before memory is taken. */

/** Bytes of UTF-8 in one text: a long letter; more is a file. */
export const MAX_TEXT_BYTES = 64 * 1024
/** Bytes of UTF-8 in one reaction: the longest joined emoji has 35. */
export const MAX_EMOJI_BYTES = 64
/** People mentioned in one text: all members of a group. */
export const MAX_MENTIONS = 500
/** Messages in one bundle. */
export const MAX_FORWARDED = 100
/** Seconds from reading until a text disappears: a year. */
export const MAX_TIMER_S = 365 * 24 * 3600
/** Edits of one message whose text is kept: the newest. */
export const MAX_EDITS = 100
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
/** Bytes of the picture in a card: 64 by 64 pixels as JPEG; a card goes over at every meeting and has 8 KiB for everything. */
export const MAX_AVATAR_BYTES = 3 * 1024
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
/** Milliseconds that a relay may keep a parcel, and a day for clocks that differ: so long old keys and the hashes of opened parcels are kept. */
export const PARCEL_TTL_MS = 31 * 24 * 3600 * 1000
/** One-time keys that a friend is given at a time, and below how many left over it gets more. */
export const KEYS_HANDED = 64
export const KEYS_LOW = 32
/** One-time keys of one friend that are kept. */
export const KEYS_KEPT = 128
/** Bytes of a mailbox token, and of a relay's invitation. */
export const TOKEN_BYTES = 16
/** Relays on a card: more are of no use to anybody. */
export const MAX_RELAYS = 8
/** Bytes of one frame to or from a relay: a parcel of full size with its names. */
export const MAX_MAILBOX_FRAME_BYTES = 260 * 1024
/** Bytes of one parcel. */
export const MAX_PARCEL_BYTES = 256 * 1024
/** Requests on one mailbox stream that are not answered yet. */
export const MAX_MAILBOX_REQUESTS = 64
/** Parcels on their way to their owner, unconfirmed. */
export const WINDOW_PARCELS = 64
/** Bytes of parcels on their way to their owner, unconfirmed; one parcel may always go. */
export const WINDOW_PARCEL_BYTES = 4 * 1024 * 1024
/** Passes of one mailbox: one for each friend and each open invite; all of them fit in one frame. */
export const MAX_PASSES = 5000
/** Numbers in one `Confirm`. */
export const MAX_CONFIRMS = 1024
/** Bytes of a parcel's plaintext: the largest step of sizes whose parcel is within MAX_PARCEL_BYTES. An entry of full size fits. */
export const MAX_CONTENTS_BYTES = 192 * 1024
/** Frames in one letter: some of each kind; whoever opens it decodes each of them. */
export const MAX_LETTER_FRAMES = 64
