/**
 * Properties, tried on the same cases each time: what is wrong fails at every run, not at one in a thousand, on somebody else's change.
 * `EARSHOT_TEST_SEED` tries others, by a number of your own.
 */
import fc from 'fast-check'

fc.configureGlobal({ seed: Number(process.env.EARSHOT_TEST_SEED ?? 1) })

export default fc
