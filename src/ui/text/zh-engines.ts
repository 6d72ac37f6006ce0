import type { enEngines } from './en-engines.ts'

/** Words about engines for translation and speech, in Chinese. */
export const zhEngines: typeof enEngines = {
  kinds: { translate: '翻译', transcribe: '语音转文字' },
  titles: { engine: '引擎', kind: '用途', here: '本机', chosen: '已选', get: '如何获得' },
  here: server => (server ? '有应答' : '已安装'),
  notHere: '–',
  get: {
    apertium: 'apt install apertium apertium-eng-spa（每对语言一个包：apt search apertium-）',
    'argos-translate': 'pip install argostranslate; argospm install translate-en_es',
    libretranslate: 'pip install libretranslate; libretranslate --host 127.0.0.1',
    'whisper.cpp': '从源代码构建，并下载它的一个模型',
    pocketsphinx: 'apt install pocketsphinx pocketsphinx-en-us（英语；不用语法时效果差）',
  },
  uses: (kind, engine) => `${kind}：${engine}`,
  usesNone: kind => `${kind}：尚未选择`,
  fromTo: (from, to) => `从${from}译成${to}`,
  spoken: language => `所说语言：${language}`,
  findsOut: '引擎自行判断的语言',
  toldEachTime: '--to 指定的语言',
  choose: '选择引擎：',
  examples: [
    'earshot settings set translate.engine apertium',
    'earshot settings set translate.from en',
    'earshot settings set translate.to es',
    'earshot settings set transcribe.engine "whisper.cpp /path/to/ggml-base.bin"',
  ],
  own: '也可用任何命令：从标准输入读原文、向标准输出写译文，或写出文件中说的话（docs/engines.md）。它们都在本机运行。',
  nothingToTranslate: '这里没有对方的文字可译。',
  nothingHeard: '没有听到话语。',
}
