import { randomUUID } from 'node:crypto'
import type { Instant } from '../../common/clock.ts'
import type { PipeRecord } from '../catalog/objects/pipe.ts'
import type { Notification } from '../storage/outbox.ts'
import type { Copy } from './copy.ts'
import { fullName } from './ledger.ts'
import type { FileLoad } from './verdict.ts'

/**
 * The message about the files that a pipe could not load; undefined when there are none, or when ON_ERROR is not SKIP_FILE:
 * "Snowpipe will not send any error notifications if the ON_ERROR copy option is set to CONTINUE."
 * https://docs.snowflake.com/en/user-guide/data-load-snowpipe-errors-sns#error-notification-message-payload
 */
export function failureNotification(
  pipe: PipeRecord,
  copy: Copy,
  loads: readonly FileLoad[],
  now: Instant,
): Notification | undefined {
  const failed = loads.filter(({ status }) => status === 'LOAD_FAILED')
  if (pipe.errorIntegration === undefined || failed.length === 0 || copy.options.onError.kind === 'Continue')
    return undefined
  const id = randomUUID()
  const location = copy.location.prefix.replace(/\/$/, '')
  const message = {
    version: '1.0',
    messageId: id,
    messageType: 'INGEST_FAILED_FILE',
    timestamp: new Date(now).toISOString(),
    accountName: 'SNOWMELT',
    pipeName: fullName(pipe),
    tableName: fullName(copy.table),
    stageLocation: location,
    messages: failed.map(({ info, first }) => ({
      fileName: info.url.startsWith(`${location}/`) ? info.url.slice(location.length) : info.url,
      firstError: first?.reason ?? '',
    })),
  }
  return { id, integration: pipe.errorIntegration, createdAt: now, message: JSON.stringify(message) }
}
