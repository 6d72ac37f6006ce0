/** Names of the protocols that streams are opened for; docs/protocol.md says what goes over each. */

export const HELLO_PROTOCOL = '/earshot/hello/1.0.0'
export const SYNC_PROTOCOL = '/earshot/sync/1.0.0'
export const MAILBOX_PROTOCOL = '/earshot/mailbox/1.0.0'
