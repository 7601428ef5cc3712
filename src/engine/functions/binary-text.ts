import { duck, type Sql } from '../duck/sql.ts'

/** Hexadecimal digits as binary data; NULL where they are none. https://docs.snowflake.com/en/sql-reference/binary-input-output */
export function readHex(x: Sql): Sql {
  return duck`CASE WHEN regexp_full_match(${x}, '([0-9A-Fa-f]{2})*') THEN unhex(${x}) END`
}

/** Base64 as binary data; NULL where it is none. White space in it means nothing. */
export function readBase64(x: Sql): Sql {
  const digits = duck`regexp_replace(${x}, '\\s', '', 'g')`
  return duck`CASE WHEN regexp_full_match(${digits}, '([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?') THEN from_base64(${digits}) END`
}
