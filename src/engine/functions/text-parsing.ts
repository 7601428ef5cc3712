import { duckType } from '../duck/data-type.ts'
import { raise } from '../duck/raise.ts'
import { duck, integer, join, text as literal, type Sql } from '../duck/sql.ts'
import * as types from '../types/standard.ts'
import { at } from './forms.ts'
import { once } from './once.ts'
import * as take from './parameters.ts'
import type { Chapter, Form } from './row.ts'

const none = duck``
const json = duckType(types.object)

/** The error, or with 1 for `permissive` an object that tells it. */
const fault = (permissive: Sql | undefined, raised: Sql, reason: Sql) => {
  const told = duck`CAST(json_object('error', ${reason}) AS ${json})`
  return permissive === undefined ? raised : duck`CASE WHEN ${permissive} = 1 THEN ${told} ELSE ${raised} END`
}

/** `a=1&b=2` as an object. */
const parameters = (query: Sql) => {
  const pairs = duck`list_filter(string_split(${query}, '&'), lambda "$p": "$p" <> '')`
  const member = duck`CAST(to_json(string_split("$p", '=')[1]) AS VARCHAR) || ':' || CASE WHEN contains("$p", '=') THEN CAST(to_json(substring("$p", instr("$p", '=') + 1)) AS VARCHAR) ELSE 'null' END`
  return duck`CASE WHEN ${query} IS NOT NULL THEN CAST('{' || coalesce(array_to_string(list_transform(${pairs}, lambda "$p": ${member}), ','), '') || '}' AS ${json}) END`
}

/** What stands behind the first `mark` up to one of `ends`; NULL without the mark. */
const behind = (text: Sql, mark: Sql) =>
  duck`CASE WHEN contains(${text}, ${mark}) THEN substring(${text}, instr(${text}, ${mark}) + 1) END`

/** https://docs.snowflake.com/en/sql-reference/functions/parse_url */
const parseUrl: Form = (args, facts) =>
  once(args, facts.atomic, (url = none, permissive) => {
    const scheme = duck`regexp_extract(${url}, '^([A-Za-z][A-Za-z0-9+.-]*):', 1)`
    const fragment = behind(url, duck`'#'`)
    const main = duck`string_split(${url}, '#')[1]`
    const query = behind(main, duck`'?'`)
    const body = duck`substring(string_split(${main}, '?')[1], length(${scheme}) + 2)`
    const whole = once(
      [scheme, body, query, fragment],
      [false],
      (s = none, rest = none, q = none, f = none) => {
        const authority = duck`CASE WHEN starts_with(${rest}, '//') THEN string_split(substring(${rest}, 3), '/')[1] END`
        const path = duck`CASE WHEN starts_with(${rest}, '//') THEN substring(${rest}, 4 + length(${authority})) ELSE ltrim(${rest}, '/') END`
        const host = duck`regexp_replace(${authority}, ':[0-9]*$', '')`
        const port = duck`nullif(regexp_extract(${authority}, ':([0-9]+)$', 1), '')`
        return duck`CAST(json_object('fragment', ${f}, 'host', ${host}, 'parameters', ${parameters(q)}, 'path', ${path}, 'port', ${port}, 'query', ${q}, 'scheme', ${s}) AS ${json})`
      },
    )
    const missing = duck`'scheme not specified'`
    const otherwise = fault(permissive, raise('URL_PARSE_ERROR', { reason: missing }), missing)
    const absent =
      permissive === undefined ? duck`${url} IS NULL` : duck`${url} IS NULL OR ${permissive} IS NULL`
    return duck`CASE WHEN ${absent} THEN NULL WHEN ${scheme} = '' THEN ${otherwise} ELSE ${whole} END`
  })

const octet = '(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])'
const isIpv4 = (host: Sql) => duck`regexp_full_match(${host}, ${literal(`(?:${octet}\\.){3}${octet}`)})`

/** The groups of an IPv6 address, with zeros for `::`. */
const groups = (host: Sql) => {
  const side = (index: number) =>
    duck`list_filter(string_split(coalesce(string_split(${host}, '::')[${integer(index)}], ''), ':'), lambda "$g": "$g" <> '')`
  const written = duck`len(${side(1)}) + len(${side(2)})`
  const zeros = duck`CASE WHEN contains(${host}, '::') THEN list_transform(range(8 - (${written})), lambda "$i": '0') ELSE [] END`
  return duck`list_concat(list_concat(${side(1)}, ${zeros}), ${side(2)})`
}

const isIpv6 = (host: Sql) =>
  duck`(regexp_full_match(${host}, '[0-9A-Fa-f:]*:[0-9A-Fa-f:]*') AND len(string_split(${host}, '::')) <= 2 AND NOT contains(${host}, ':::') AND len(${groups(host)}) = 8 AND len(list_filter(${groups(host)}, lambda "$g": length("$g") > 4)) = 0)`

/** A 32-bit field with the bits behind the prefix cleared, or set. */
const edge = (field: Sql, prefix: Sql, index: number, end: boolean) => {
  const free = duck`CAST(2 AS BIGINT) ** (32 - greatest(0, least(32, ${prefix} - ${integer(index * 32)})))`
  const size = duck`CAST(${free} AS BIGINT)`
  const first = duck`(${field} - ${field} % ${size})`
  return end ? duck`(${first} + ${size} - 1)` : first
}

const hexField = (field: Sql) => duck`format('{:08X}', ${field})`
const places = [0, 1, 2, 3]

const hexRange = (fields: Sql, prefix: Sql, end: boolean) =>
  join(
    places.map((index) => hexField(edge(duck`${fields}[${integer(index + 1)}]`, prefix, index, end))),
    ' || ',
  )

/** The members of the object that an address gives: those of its family, those of all, and the network's where there is a prefix. */
const addressObject = (own: Sql, range: Sql, [host = none, kind = none, prefix = none]: readonly Sql[]) => {
  const always = duck`${own}, 'host', ${host}, 'ip_type', ${kind}, 'snowflake$type', 'ip_address'`
  return duck`CASE WHEN ${prefix} IS NULL THEN json_object(${always}) ELSE json_object(${always}, ${range}, 'netmask_prefix_length', ${prefix}) END`
}

function addressOf(host: Sql, kind: Sql, prefix: Sql): Sql {
  const four = duck`list_reduce(list_transform(string_split(${host}, '.'), lambda "$o": CAST("$o" AS BIGINT)), lambda "$a", "$b": "$a" * 256 + "$b")`
  const ofFour = once([four, host, kind, prefix], [false], (n = none, ...facts) => {
    const bits = facts[2] ?? none
    return addressObject(
      duck`'family', 4, 'ip_fields', [${n}, 0, 0, 0], 'ipv4', ${n}`,
      duck`'ipv4_range_start', ${edge(n, bits, 0, false)}, 'ipv4_range_end', ${edge(n, bits, 0, true)}`,
      facts,
    )
  })
  const digits = duck`upper(array_to_string(list_transform(${groups(host)}, lambda "$g": lpad("$g", 4, '0')), ''))`
  const fields = duck`list_transform([1, 9, 17, 25], lambda "$i": CAST('0x' || substring(${digits}, "$i", 8) AS BIGINT))`
  const ofSix = once([fields, host, kind, prefix], [false], (f = none, ...facts) => {
    const bits = facts[2] ?? none
    const hex = join(
      places.map((index) => hexField(duck`${f}[${integer(index + 1)}]`)),
      ' || ',
    )
    return addressObject(
      duck`'family', 6, 'ip_fields', ${f}, 'hex_ipv6', ${hex}`,
      duck`'hex_ipv6_range_start', ${hexRange(f, bits, false)}, 'hex_ipv6_range_end', ${hexRange(f, bits, true)}`,
      facts,
    )
  })
  return duck`CASE WHEN contains(${host}, ':') THEN ${ofSix} ELSE ${ofFour} END`
}

/** https://docs.snowflake.com/en/sql-reference/functions/parse_ip */
const parseIp: Form = (args, facts) => {
  const address = at(args, 0)
  const kind = literal((facts.constants[1] ?? '').toLowerCase())
  const host = duck`regexp_extract(${address}, '^[^/]*')`
  const network = duck`nullif(regexp_extract(${address}, '/.*$'), '')`
  const bits = duck`TRY_CAST(regexp_extract(${address}, '^[^/]*/([0-9]+)$', 1) AS BIGINT)`
  return once(
    [address, host, network, bits, ...args.slice(2)],
    [false],
    (x = none, h = none, n = none, p = none, permissive) => {
      const invalid = duck`'invalid IP address ' || ${x}`
      const otherwise = fault(permissive, raise('IP_PARSE_ERROR', { reason: invalid }), invalid)
      const most = duck`CASE WHEN contains(${h}, ':') THEN 128 ELSE 32 END`
      const fits = duck`(${n} IS NULL OR coalesce(${p} <= ${most}, FALSE))`
      return duck`CASE WHEN ${x} IS NULL THEN NULL WHEN ${fits} AND (${isIpv4(h)} OR ${isIpv6(h)}) THEN CAST(${addressOf(h, kind, p)} AS ${json}) ELSE ${otherwise} END`
    },
  )
}

/** https://docs.snowflake.com/en/sql-reference/functions-string: what is read out of texts. */
export const textParsing: Chapter = {
  PARSE_URL: [{ args: [take.text], optional: [take.integer], returns: types.object, duck: parseUrl }],
  PARSE_IP: [
    {
      args: [take.text, { ...take.constantText, only: ['INET', 'inet', 'CIDR', 'cidr', 'Inet', 'Cidr'] }],
      optional: [take.integer],
      returns: types.object,
      duck: parseIp,
    },
  ],
}
