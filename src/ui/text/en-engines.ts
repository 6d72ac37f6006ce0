/** Words about engines for translation and speech, in English. */
export const enEngines = {
  kinds: { translate: 'translation', transcribe: 'speech to text' },
  titles: { engine: 'Engine', kind: 'For', here: 'Here', chosen: 'Chosen', get: 'How to get it' },
  /** What `here` says of a program, and of a server. */
  here: (server: boolean): string => (server ? 'answers' : 'installed'),
  notHere: '–',
  get: {
    apertium: 'apt install apertium apertium-eng-spa (a package for each pair: apt search apertium-)',
    'argos-translate': 'pip install argostranslate; argospm install translate-en_es',
    libretranslate: 'pip install libretranslate; libretranslate --host 127.0.0.1',
    'whisper.cpp': 'build it from its source, with a model of it',
    pocketsphinx: 'apt install pocketsphinx pocketsphinx-en-us (English; poor without a grammar)',
  } as Readonly<Record<string, string>>,
  uses: (kind: string, engine: string) => `For ${kind}: ${engine}`,
  usesNone: (kind: string) => `For ${kind}: none chosen`,
  fromTo: (from: string, to: string) => `from ${from} into ${to}`,
  spoken: (language: string) => `spoken language: ${language}`,
  findsOut: 'what the engine finds out',
  toldEachTime: 'what --to says',
  choose: 'Choose one:',
  examples: [
    'earshot settings set translate.engine apertium',
    'earshot settings set translate.from en',
    'earshot settings set translate.to es',
    'earshot settings set transcribe.engine "whisper.cpp /path/to/ggml-base.bin"',
  ],
  /** Before the last line: commands of one's own. */
  own: 'Any command will do that reads a text and writes its translation, or writes what a file says: docs/engines.md. All of them run on this machine.',
  nothingToTranslate: 'There is no text of theirs here to translate.',
  nothingHeard: 'No words were heard.',
}
