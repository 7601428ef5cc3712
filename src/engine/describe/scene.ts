import type { Facts, Scene } from '../catalog/descriptor.ts'
import type { Context } from '../context.ts'
import { timestampText } from './timestamp.ts'

/** The scene of a statement: its session, its time zone, and where live facts come from. */
export function sceneOf(context: Context, facts: Facts): Scene {
  const zone = context.values.parameter('TIMEZONE')
  return {
    catalog: context.catalog,
    session: context.state,
    now: context.values.now,
    timestamp: (instant) => timestampText(instant, zone),
    facts,
  }
}
