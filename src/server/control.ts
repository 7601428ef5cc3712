import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Account, Session } from '../account/account.ts'
import { SnowmeltError } from '../common/errors.ts'
import type { ExecuteAnswer, ExecuteRequest, OpenedSession } from './contract.ts'

/** A running control server. */
export interface ControlServer {
  readonly port: number
  readonly token: string
  close(): Promise<void>
}

/** A statement is text that a person or a file holds; more than this is a mistake. Bytes. */
const longestRequest = 64 * 1024 * 1024

/** Serves `account` on a free port of 127.0.0.1 to whoever has the token. */
export async function serveAccount(account: Account): Promise<ControlServer> {
  const token = randomBytes(24).toString('base64url')
  const sessions = new Map<string, Session>()
  const server = createServer((request, response) => {
    void answer(request, { account, sessions, token }).then(
      ({ status, body }) => send(response, status, body),
      (error: unknown) =>
        send(response, 500, { bug: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
    )
  })
  const port = await listen(server)
  return {
    port,
    token,
    close: async () => {
      await new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
      for (const session of sessions.values()) await session.close()
    },
  }
}

interface State {
  readonly account: Account
  readonly sessions: Map<string, Session>
  readonly token: string
}

interface Answer {
  readonly status: number
  readonly body: unknown
}

async function answer(request: IncomingMessage, state: State): Promise<Answer> {
  if (request.headers.authorization !== `Bearer ${state.token}`) return { status: 401, body: {} }
  const [, collection, id, action] = (request.url ?? '').split('/')
  if (collection !== 'sessions') return { status: 404, body: {} }
  if (request.method === 'POST' && id === undefined) return { status: 200, body: await open(state) }
  const session = state.sessions.get(id ?? '')
  if (session === undefined) return { status: 404, body: {} }
  if (request.method === 'DELETE') {
    state.sessions.delete(session.id)
    await session.close()
    return { status: 200, body: {} }
  }
  if (request.method === 'POST' && action === 'execute') {
    return {
      status: 200,
      body: await execute(session, JSON.parse(await readBody(request)) as ExecuteRequest),
    }
  }
  return { status: 404, body: {} }
}

async function open(state: State): Promise<OpenedSession> {
  const session = await state.account.openSession()
  state.sessions.set(session.id, session)
  return { session: session.id }
}

async function execute(session: Session, { sql, binds, once }: ExecuteRequest): Promise<ExecuteAnswer> {
  try {
    const result = await session.execute(sql, {
      ...(binds === undefined ? {} : { binds }),
      ...(once === undefined ? {} : { once }),
    })
    return { result: result ?? null }
  } catch (error) {
    if (!(error instanceof SnowmeltError)) throw error
    return { error: { code: error.code, message: error.message, ...error.span } }
  }
}

async function readBody(request: IncomingMessage): Promise<string> {
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of request) {
    pieces.push(piece as Uint8Array)
    size += (piece as Uint8Array).length
    if (size > longestRequest) throw new Error('the request is too long')
  }
  return Buffer.concat(pieces).toString('utf8')
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  return (server.address() as AddressInfo).port
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify(body))
}
