/** As much of an XMPP client (RFC 6120) as two people who talk over a plain connection on the loopback need. */
import type { Socket } from 'node:net'
import { reach } from './net.ts'

export class XmppClient implements Disposable {
  readonly #socket: Socket
  #text = ''
  #out: string[] = []
  #look: () => void = () => undefined
  onMessages: ((count: number) => void) | undefined

  private constructor(socket: Socket) {
    this.#socket = socket
    socket.setEncoding('utf8').on('data', (text: string) => this.#read(text))
  }

  /** What the server kept comes with the answer to one's presence: whoever wants it names `onMessages` here. */
  static async open(
    port: number,
    user: { name: string; host: string; password: string },
    signal: AbortSignal,
    onMessages?: (count: number) => void,
  ): Promise<XmppClient> {
    const client = new XmppClient(await reach(port, signal))
    const header = `<?xml version='1.0'?><stream:stream to='${user.host}' version='1.0' xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>`
    await client.#ask(header, '</stream:features>')
    const plain = Buffer.from(`\0${user.name}\0${user.password}`).toString('base64')
    await client.#ask(`<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>${plain}</auth>`, '<success')
    await client.#ask(header, '</stream:features>')
    const bind =
      "<iq type='set' id='b'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><resource>r</resource></bind></iq>"
    await client.#ask(bind, '</iq>')
    // The server answers available presence with one's own; from then on it delivers.
    client.onMessages = onMessages
    await client.#ask('<presence/>', '<presence')
    if (onMessages === undefined) client.#text = ''
    return client
  }

  message(to: string, id: string, body: string): void {
    this.#send(`<message to='${to}' type='chat' id='${id}'><body>${body}</body></message>`)
  }

  /** Resolves when what was written has left for the server: the client's own back-pressure. */
  async flushed(): Promise<void> {
    await new Promise<void>(resolve => setImmediate(resolve))
    if (this.#socket.writableNeedDrain) await new Promise<void>(resolve => this.#socket.once('drain', resolve))
  }

  /** Resolves when the server has dealt with all that was sent before: it answers in order, if only that it knows no such thing. */
  async settled(): Promise<void> {
    await this.#ask("<iq type='get' id='p'><ping xmlns='urn:xmpp:ping'/></iq>", '<iq')
  }

  [Symbol.dispose](): void {
    this.#socket.destroy()
  }

  #send(text: string): void {
    if (this.#out.push(text) > 1) return
    setImmediate(() => {
      this.#socket.write(this.#out.join(''))
      this.#out = []
    })
  }

  async #ask(text: string, until: string): Promise<void> {
    this.#text = ''
    const answered = new Promise<void>((resolve, reject) => {
      this.#look = () => {
        if (this.#text.includes('<failure') || this.#text.includes('<stream:error')) reject(new Error(this.#text))
        if (this.#text.includes(until)) resolve()
      }
    })
    this.#send(text)
    await answered
    this.#look = () => undefined
  }

  #read(text: string): void {
    this.#text += text
    this.#look()
    if (this.onMessages === undefined) return
    const end = this.#text.lastIndexOf('</message>')
    if (end < 0) return
    const count = this.#text.slice(0, end + 10).split('</message>').length - 1
    this.#text = this.#text.slice(end + 10)
    this.onMessages(count)
  }
}
