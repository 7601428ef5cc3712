import { piecesOf } from './tokens.ts'

/** How many smaller texts are tried for one failure. */
const most = 250

/** The smallest text found that still `fails`, by leaving out ever smaller runs of its pieces. */
export async function shrunk(text: string, fails: (smaller: string) => Promise<boolean>): Promise<string> {
  let pieces = [...piecesOf(text)]
  let tries = 0
  for (let run = Math.ceil(pieces.length / 2); run >= 1 && tries < most;) {
    let smaller = false
    for (let at = 0; at < pieces.length && tries < most;) {
      const rest = pieces.toSpliced(at, run)
      tries += 1
      if (rest.length > 0 && (await fails(rest.join('')))) {
        pieces = rest
        smaller = true
      } else at += run
    }
    if (!smaller || run > 1) run = run === 1 ? 0 : Math.ceil(run / 2)
  }
  return pieces.join('')
}
