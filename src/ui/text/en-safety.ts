/** Words about safety numbers and about people who look like friends, in English. */
export const enSafety = {
  /** `looksLike` and `id` belong to the friend. */
  resembles: (name: string, id: string, looksLike: string, otherId: string, verified: boolean) =>
    verified
      ? `WARNING: ${name} (${id}) is NOT your verified friend ${looksLike} (${otherId}), but looks the same. Somebody may be passing for them.`
      : `WARNING: ${name} (${id}) looks like your friend ${looksLike} (${otherId}), but is another identity.`,
  whatToDo: 'Ask them by another way whether this is them, and compare safety numbers: earshot verify PEER-ID',
  goOn: 'Go on all the same? [y/N] ',
  stopped: 'nothing was changed',
  numberOf: (name: string) => `Safety number of ${name} and you:`,
  compareHow: (name: string) =>
    `${name} must see the same digits; compare all of them, face to face or by voice, or scan the code there.`,
  confirmHow: (who: string) => `Are they the same? earshot verify ${who} --confirm`,
  matches: 'The numbers are the same.',
  verifiedNow: (name: string) => `${name} is marked as verified.`,
  isVerified: (name: string) => `${name} is verified already.`,
  differ: (name: string) => `THE SAFETY NUMBERS DIFFER: this is not the ${name} whose number you were given`,
  differHint: (name: string) =>
    `Either that number is of another person (or another profile of theirs), or somebody stands between you and passes for ${name}. Do not trust what was said here until both of you see the same number; nothing was marked as verified.`,
  unverifiedNow: (name: string) => `${name} is not marked as verified.`,
}
