import type { Instant } from '../../common/clock.ts'
import type { Span } from '../../common/span.ts'
import { number, text, timestampLtz, timestampNtz, boolean } from '../types/standard.ts'
import { instantText } from '../types/instant-text.ts'
import type { Constant } from './expression-tree.ts'

/** The number 0. */
export function zero(span: Span): Constant {
  return { kind: 'Constant', value: '0', type: number(1, 0), span }
}

/** A text that the session knows, or NULL. */
export function knownText(value: string | undefined, span: Span): Constant {
  return { kind: 'Constant', value: value ?? null, type: text(), span }
}

/** TRUE or FALSE. */
export function truth(value: boolean, span: Span): Constant {
  return { kind: 'Constant', value: String(value), type: boolean, span }
}

/** The instant as a TIMESTAMP_LTZ, or its UTC clock as a TIMESTAMP_NTZ. */
export function instantConstant(instant: Instant, kind: 'LTZ' | 'NTZ', span: Span): Constant {
  const type = kind === 'LTZ' ? timestampLtz() : timestampNtz()
  return { kind: 'Constant', value: instantText(instant), type, span }
}
