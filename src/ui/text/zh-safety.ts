import type { enSafety } from './en-safety.ts'

/** Words about safety numbers and about people who look like friends, in Chinese. */
export const zhSafety: typeof enSafety = {
  resembles: (name, id, looksLike, otherId, verified) =>
    verified
      ? `警告：${name}（${id}）不是你已核实的好友 ${looksLike}（${otherId}），只是看起来一样。可能有人在冒充对方。`
      : `警告：${name}（${id}）看起来像你的好友 ${looksLike}（${otherId}），但身份不同。`,
  whatToDo: '请用别的方式问对方是不是本人，并核对安全码：earshot verify 节点 ID',
  goOn: '仍要继续吗？[y/N] ',
  stopped: '没有任何改变',
  numberOf: name => `你和 ${name} 的安全码：`,
  compareHow: name => `${name} 那边必须看到同样的数字；请当面或通过语音核对全部数字，或在那边扫描二维码。`,
  confirmHow: who => `一样吗？earshot verify ${who} --confirm`,
  matches: '两边的安全码相同。',
  verifiedNow: name => `${name} 已标为已核实。`,
  isVerified: name => `${name} 早已核实。`,
  differ: name => `安全码不一致：这不是你拿到的那个号码所属的 ${name}`,
  differHint: name =>
    `要么那个号码属于另一个人（或对方的另一个档案），要么有人夹在你们中间冒充 ${name}。在双方看到同样的安全码之前，不要相信这里说过的话；没有标为已核实。`,
  unverifiedNow: name => `${name} 没有标为已核实。`,
}
