/**
 * The typed table of errors: name → Snowflake's number, SQLSTATE and wording.
 * Numbers and SQLSTATEs were taken from messages that Snowflake's documentation, its drivers' sources or public issue
 * threads quote; a row without such a source has a number of the range 390900 to 390999 that Snowflake does not use,
 * so that nobody takes our number for one of Snowflake's.
 */
interface CodeRow {
  readonly number: number
  readonly sqlState: string
  readonly text: (parameters: never) => string
  /** Where the number is that of another fault, or the user's own. */
  readonly numberOf?: (parameters: never) => number
  /** Where Snowflake gives one number with more than one SQLSTATE. */
  readonly sqlStateOf?: (parameters: never) => string
  /** What to do next, one sentence. */
  readonly hint?: string
}

/** An error inside a JavaScript procedure; `place` counts lines from 1 and columns from 0. */
interface JavaScriptFault {
  readonly message: string
  readonly procedure: string
  readonly place: { readonly text: string; readonly line: number; readonly column: number } | undefined
}

/** An exception that no handler of a block has caught; `position` counts from 0. */
interface UncaughtException {
  readonly name: string
  readonly line: number
  readonly position: number
  readonly message: string
  readonly number: number
  readonly sqlState: string
  /** The file that EXECUTE IMMEDIATE FROM runs. */
  readonly file?: string
}

function placeText({ procedure, place }: JavaScriptFault): string {
  if (place === undefined) return ''
  return ` at '${place.text}' position ${place.column}\nstackstrace: \n${procedure} line: ${place.line}`
}

const table = {
  SYNTAX_ERROR: {
    number: 1003,
    sqlState: '42000',
    text: (e: { line: number; position: number; unexpected: string }) =>
      `SQL compilation error:\nsyntax error line ${e.line} at position ${e.position} unexpected '${e.unexpected}'.`,
  },
  PARSE_ERROR: {
    number: 1003,
    sqlState: '42000',
    text: (e: { line: number; position: number; near: string }) =>
      `SQL compilation error:\nparse error line ${e.line} at position ${e.position} near '${e.near}'.`,
  },
  OBJECT_NOT_FOUND: {
    number: 2003,
    sqlState: '42S02',
    text: (e: { kind: string; name: string }) =>
      `SQL compilation error:\n${e.kind} '${e.name}' does not exist or not authorized.`,
    // `002003 (02000): Schema 'DBT.X' does not exist` (soda-core 1436), `002003 (42S02): Object 'X' does not exist` (jupysql 931).
    sqlStateOf: (e: { kind: string }) => (['Object', 'Table', 'View'].includes(e.kind) ? '42S02' : '02000'),
  },
  OBJECT_ALREADY_EXISTS: {
    number: 2002,
    sqlState: '42710',
    text: (e: { name: string }) => `SQL compilation error:\nObject '${e.name}' already exists.`,
  },
  NO_CURRENT_DATABASE: {
    number: 90105,
    sqlState: '22000',
    text: (e: { operation: string }) =>
      `Cannot perform ${e.operation}. This session does not have a current database. Call 'USE DATABASE', or use a qualified name.`,
  },
  NO_CURRENT_SCHEMA: {
    number: 90106,
    sqlState: '22000',
    text: (e: { operation: string }) =>
      `Cannot perform ${e.operation}. This session does not have a current schema. Call 'USE SCHEMA', or use a qualified name.`,
  },
  INVALID_IDENTIFIER: {
    number: 904,
    sqlState: '42000',
    text: (e: { name: string; line: number; position: number }) =>
      `SQL compilation error: error line ${e.line} at position ${e.position}\ninvalid identifier '${e.name}'`,
  },
  AMBIGUOUS_COLUMN: {
    number: 2028,
    sqlState: '42601',
    text: (e: { name: string; line: number; position: number }) =>
      `SQL compilation error:\nambiguous column name '${e.name}'`,
  },
  UNKNOWN_FUNCTION: {
    number: 2140,
    sqlState: '42601',
    text: (e: { name: string }) => `SQL compilation error:\nUnknown function ${e.name}`,
  },
  UNSUPPORTED: {
    number: 2,
    sqlState: '0A000',
    text: (e: { feature: string }) => `Unsupported feature '${e.feature}'.`,
  },
  INVALID_PROPERTY: {
    number: 1420,
    sqlState: '22023',
    text: (e: { property: string; object: string }) =>
      `SQL compilation error:\ninvalid property '${e.property}' for '${e.object}'`,
  },
  DUPLICATE_PROPERTY: {
    number: 390900,
    sqlState: '42601',
    text: (e: { property: string }) =>
      `SQL compilation error:\nduplicate property '${e.property}'; only one expected`,
  },
  UNREACHABLE_CLAUSE: {
    number: 390901,
    sqlState: '42601',
    text: () =>
      'SQL compilation error:\nA WHEN clause without a condition hides the later clauses of its kind.',
  },
  VARIABLE_COUNT: {
    number: 390902,
    sqlState: '42601',
    text: (e: { names: number; values: number }) =>
      `SQL compilation error:\n${e.names} variables, but ${e.values} values.`,
  },
  INVALID_VALUE: {
    number: 1008,
    sqlState: '22023',
    text: (e: { value: string; property: string }) =>
      `SQL compilation error:\ninvalid value [${e.value}] for parameter '${e.property}'`,
  },
  WRONG_OBJECT_TYPE: {
    number: 2203,
    sqlState: '02000',
    text: (e: { found: string; wanted: string }) =>
      `SQL compilation error:\nObject found is of type '${e.found}', not specified type '${e.wanted}'.`,
  },
  INVALID_OBJECT_NAME: {
    number: 390980,
    sqlState: '42601',
    text: (e: { name: string }) => `SQL compilation error:\nInvalid object name '${e.name}'.`,
  },
  DUPLICATE_COLUMN: {
    number: 2025,
    sqlState: '42S21',
    text: (e: { name: string }) => `SQL compilation error:\nduplicate column name '${e.name}'`,
  },
  VIEW_COLUMN_COUNT: {
    number: 2057,
    sqlState: '42601',
    text: (e: { view: string; declared: number; produced: number }) =>
      `SQL compilation error:\nView definition for '${e.view}' declared ${e.declared} column(s), but view query produces ${e.produced} column(s).`,
  },
  LOCATION_NOT_ALLOWED: {
    number: 390981,
    sqlState: '42501',
    text: (e: { location: string; integration: string }) =>
      `SQL compilation error:\nLocation '${e.location}' is not allowed by integration '${e.integration}'. Please use DESC INTEGRATION to check out allowed and blocked locations.`,
  },
  INTEGRATION_DISABLED: {
    number: 390982,
    sqlState: '42501',
    text: (e: { integration: string }) => `Integration '${e.integration}' is not enabled.`,
    hint: 'Set ENABLED = TRUE on the integration.',
  },
  MISSING_PROPERTY: {
    number: 390983,
    sqlState: '22023',
    text: (e: { property: string; object: string }) =>
      `SQL compilation error:\nMissing option(s): [${e.property}] for ${e.object}.`,
  },
  CONFLICTING_CLAUSES: {
    number: 390984,
    sqlState: '42601',
    text: (e: { clauses: string }) => `SQL compilation error:\n${e.clauses} cannot be used together.`,
  },
  PROJECT_NOT_FOUND: {
    number: 390950,
    sqlState: '58030',
    text: (e: { folder: string }) => `There is no snowmelt.config.ts in ${e.folder}.`,
    hint: 'Run it in a project folder, or make one: snowmelt init my-pipeline',
  },
  CONFIG_INVALID: {
    number: 390951,
    sqlState: '58030',
    text: (e: { path: string; problem: string }) => `${e.path} cannot be used: ${e.problem}`,
    hint: 'docs/project.md lists the fields of a project config.',
  },
  FILE_NOT_FOUND: {
    number: 390952,
    sqlState: '58030',
    text: (e: { path: string; what: string }) => `There is no file ${e.path} (${e.what}).`,
    hint: 'Check the path; a relative one starts at the folder you are in.',
  },
  FILE_UNREADABLE: {
    number: 390953,
    sqlState: '58030',
    text: (e: { path: string; problem: string }) => `${e.path} cannot be read: ${e.problem}`,
    hint: 'Check that the path is right and that you may read it.',
  },
  USAGE: {
    number: 390954,
    sqlState: '22023',
    text: (e: { problem: string }) => e.problem,
    hint: 'snowmelt --help lists the commands; snowmelt COMMAND --help teaches one.',
  },
  FOLDER_NOT_EMPTY: {
    number: 390955,
    sqlState: '58030',
    text: (e: { folder: string }) => `${e.folder} is not empty.`,
    hint: 'Name a new folder; nothing was written.',
  },
  ACCOUNT_LOCKED: {
    number: 390910,
    sqlState: '08001',
    text: (e: { path: string; holder: string }) => `The account file ${e.path} is in use by ${e.holder}.`,
    hint: 'One process owns an account file: end the other one, or send the work to it.',
  },
  ACCOUNT_UNREADABLE: {
    number: 390911,
    sqlState: '08001',
    text: (e: { path: string; reason: string }) => `The account file ${e.path} cannot be opened: ${e.reason}`,
  },
  DISK_FULL: {
    number: 390912,
    sqlState: '53100',
    text: (e: { reason: string }) => `The disk is full: ${e.reason}`,
    hint: 'The statement was undone. Free some space and run it again.',
  },
  OUT_OF_MEMORY: {
    number: 390913,
    sqlState: '53200',
    text: (e: { reason: string }) => `Not enough memory for this statement: ${e.reason}`,
  },
  EXECUTION_FAILED: {
    number: 390914,
    sqlState: '22000',
    text: (e: { reason: string }) => `Execution failed: ${e.reason}`,
  },
  NULL_NOT_ALLOWED: {
    number: 100072,
    sqlState: '22000',
    text: (e: { column: string }) => `NULL result in a non-nullable column ${e.column}`,
  },
  LOCK_TIMEOUT: {
    number: 625,
    sqlState: '57014',
    text: (e: { name: string; seconds: number }) =>
      `Another transaction has locked '${e.name}' and this lock has not been released within LOCK_TIMEOUT (${e.seconds} seconds). The statement was aborted.`,
  },
  DEADLOCK: {
    number: 390915,
    sqlState: '40P01',
    text: (e: { name: string }) =>
      `Deadlock: this statement waits for the lock of '${e.name}', whose holder waits for this transaction. The statement was aborted.`,
    hint: 'Roll back one of the transactions, and let both write their tables in the same order.',
  },
  TRANSACTION_LOST: {
    number: 390916,
    sqlState: '40001',
    text: (e: { reason: string }) =>
      `The transaction was rolled back: its earlier statements could not be run again. ${e.reason}`,
  },
  WRITE_CONFLICT: {
    number: 390917,
    sqlState: '40001',
    text: (e: { reason: string }) => `Another session changed the same object at the same time: ${e.reason}`,
    hint: 'The statement was undone. Run it again.',
  },
  STREAM_SOURCE_DROPPED: {
    number: 390919,
    sqlState: '42S02',
    text: (e: { source: string; stream: string }) =>
      `SQL compilation error:\nBase table '${e.source}' dropped, cannot read from stream '${e.stream}'.`,
    hint: 'Create the stream again on the present table.',
  },
  STREAM_STALE: {
    number: 390920,
    sqlState: '22000',
    text: (e: { stream: string; staleAfter: string }) =>
      `SQL execution error: Stream ${e.stream} is stale since ${e.staleAfter}: the changes behind its offset are no longer kept.`,
    hint: 'Create the stream again with CREATE OR REPLACE STREAM.',
  },
  UNKNOWN_PARAMETER: {
    number: 1006,
    sqlState: '22023',
    text: (e: { name: string }) => `SQL compilation error:\ninvalid parameter '${e.name}'`,
  },
  WRONG_VALUE_COUNT: {
    number: 390921,
    sqlState: '42601',
    text: (e: { expected: number; found: number }) =>
      `SQL compilation error:\n${e.expected} values expected, ${e.found} given.`,
  },
  SESSION_CLOSED: {
    number: 390111,
    sqlState: '08003',
    text: () => 'Session no longer exists. New login required to access the service.',
  },
  INVALID_TYPE_PARAMETERS: {
    number: 390960,
    sqlState: '42601',
    text: (e: { type: string }) => `SQL compilation error:\nInvalid parameters of data type '${e.type}'.`,
  },
  UNKNOWN_DATA_TYPE: {
    number: 2040,
    sqlState: '42601',
    text: (e: { type: string }) => `SQL compilation error:\nUnsupported data type '${e.type}'.`,
  },
  TOO_FEW_ARGUMENTS: {
    number: 938,
    sqlState: '22023',
    text: (e: { line: number; position: number; call: string; expected: number; got: number }) =>
      `SQL compilation error: error line ${e.line} at position ${e.position}\nnot enough arguments for function [${e.call}], expected ${e.expected}, got ${e.got}`,
  },
  TOO_MANY_ARGUMENTS: {
    number: 939,
    sqlState: '22023',
    text: (e: { line: number; position: number; call: string; expected: number; got: number }) =>
      `SQL compilation error: error line ${e.line} at position ${e.position}\ntoo many arguments for function [${e.call}] expected ${e.expected}, got ${e.got}`,
  },
  INVALID_ARGUMENT_TYPES: {
    number: 1044,
    sqlState: '42P13',
    text: (e: { line: number; position: number; name: string; types: string }) =>
      `SQL compilation error: error line ${e.line} at position ${e.position}\nInvalid argument types for function '${e.name}': (${e.types})`,
  },
  INVALID_ARGUMENT: {
    number: 390961,
    sqlState: '22023',
    text: (e: { function: string; value: string; expected: string }) =>
      `Invalid argument '${e.value}' of function ${e.function}: expected ${e.expected}.`,
  },
  INCOMPATIBLE_TYPES: {
    number: 390969,
    sqlState: '42601',
    text: (e: { left: string; right: string }) =>
      `SQL compilation error:\nCan not convert parameter of type [${e.left}] into expected type [${e.right}]`,
  },
  CANNOT_CAST: {
    number: 1065,
    sqlState: '22023',
    text: (e: { function: string; from: string; to: string }) =>
      `SQL compilation error:\nFunction ${e.function} cannot be used with arguments of types ${e.from} and ${e.to}`,
  },
  AGGREGATE_NOT_ALLOWED: {
    number: 2035,
    sqlState: '42601',
    text: (e: { place: string; call: string }) =>
      `SQL compilation error:\nInvalid aggregate function in ${e.place} clause [${e.call}]`,
  },
  WINDOW_NOT_ALLOWED: {
    number: 390992,
    sqlState: '42601',
    text: (e: { place: string; call: string }) =>
      `SQL compilation error:\nWindow function [${e.call}] may not appear in ${e.place}.`,
  },
  WINDOW_FRAME_UNSUPPORTED: {
    number: 2303,
    sqlState: '0A000',
    text: (e: { line: number; position: number; frame: string; function: string }) =>
      `SQL compilation error: error line ${e.line} at position ${e.position}\n${e.frame} window frame unsupported for function ${e.function}`,
  },
  WINDOW_ORDER_REQUIRED: {
    number: 390997,
    sqlState: '42601',
    text: (e: { line: number; position: number; what: string }) =>
      `SQL compilation error: error line ${e.line} at position ${e.position}\n${e.what} requires ORDER BY in window specification`,
  },
  WINDOW_FRAME_INVALID: {
    number: 390998,
    sqlState: '42601',
    text: (e: { line: number; position: number; reason: string }) =>
      `SQL compilation error: error line ${e.line} at position ${e.position}\nInvalid window frame: ${e.reason}`,
  },
  WINDOW_DISTINCT: {
    number: 391030,
    sqlState: '42601',
    text: () => 'SQL compilation error:\ndistinct cannot be used with a window frame or an order.',
  },
  WINDOW_CLAUSE_REQUIRED: {
    number: 390962,
    sqlState: '42601',
    text: (e: { name: string }) =>
      `SQL compilation error:\nWindow function [${e.name}] requires an OVER clause.`,
  },
  NESTED_AGGREGATE: {
    number: 1047,
    sqlState: '42601',
    text: (e: { call: string }) =>
      `SQL compilation error:\nAggregate functions cannot be nested: [${e.call}]`,
  },
  VARIABLE_NOT_SET: {
    number: 2211,
    sqlState: '02000',
    text: (e: { name: string }) => `SQL compilation error:\nSession variable '$${e.name}' does not exist`,
  },
  BIND_NOT_SET: {
    number: 2049,
    sqlState: '42601',
    text: (e: { name: string }) => `SQL compilation error:\nBind variable ${e.name} not set.`,
  },
  NUMERIC_VALUE_NOT_RECOGNIZED: {
    number: 100038,
    sqlState: '22018',
    text: (e: { value: string }) => `Numeric value '${e.value}' is not recognized`,
  },
  BOOLEAN_VALUE_NOT_RECOGNIZED: {
    number: 100037,
    sqlState: '22018',
    text: (e: { value: string }) => `Boolean value '${e.value}' is not recognized`,
  },
  DATE_NOT_RECOGNIZED: {
    number: 100040,
    sqlState: '22007',
    text: (e: { value: string }) => `Date '${e.value}' is not recognized`,
  },
  TIME_NOT_RECOGNIZED: {
    number: 100108,
    sqlState: '22007',
    text: (e: { value: string }) => `Time '${e.value}' is not recognized`,
  },
  TIMESTAMP_NOT_RECOGNIZED: {
    number: 100035,
    sqlState: '22007',
    text: (e: { value: string }) => `Timestamp '${e.value}' is not recognized`,
  },
  CANNOT_PARSE_TEMPORAL: {
    number: 100096,
    sqlState: '22007',
    text: (e: { kind: string; value: string; format: string }) =>
      `Can't parse '${e.value}' as ${e.kind} with format '${e.format}'`,
  },
  CANNOT_PARSE_NUMBER: {
    number: 100140,
    sqlState: '22007',
    text: (e: { value: string; format: string }) =>
      `Can't parse '${e.value}' as number with format '${e.format}'`,
  },
  INVALID_FORMAT_MODEL: {
    number: 390990,
    sqlState: '22007',
    text: (e: { kind: string; format: string }) => `Invalid ${e.kind} format '${e.format}'.`,
  },
  NUMERIC_VALUE_OUT_OF_RANGE: {
    number: 100039,
    sqlState: '22003',
    text: (e: { value: string }) => `Numeric value '${e.value}' is out of range`,
  },
  BINARY_LENGTHS_DIFFER: {
    number: 100544,
    sqlState: '22026',
    text: (e: { first: string; second: string }) =>
      `The lengths of two variable-sized fields do not match: first length ${e.first}, second length ${e.second}`,
  },
  UNKNOWN_TIME_ZONE: {
    number: 390991,
    sqlState: '22023',
    text: (e: { zone: string }) => `Unknown timezone: '${e.zone}'`,
  },
  BINARY_NOT_RECOGNIZED: {
    number: 100115,
    sqlState: '22000',
    text: (e: { value: string }) => `The following string is not a legal hex-encoded value: '${e.value}'`,
  },
  BASE64_NOT_RECOGNIZED: {
    number: 100116,
    sqlState: '22000',
    text: (e: { value: string }) => `The following string is not a legal base64-encoded value: '${e.value}'`,
  },
  INVALID_REGULAR_EXPRESSION: {
    number: 100048,
    sqlState: '2201B',
    text: (e: { fragment: string; reason: string }) =>
      `Invalid regular expression: '${e.fragment}', ${e.reason}`,
  },
  URL_PARSE_ERROR: {
    number: 100139,
    sqlState: '22000',
    text: (e: { reason: string }) => `Error parsing URL: ${e.reason}`,
  },
  IP_PARSE_ERROR: {
    number: 390996,
    sqlState: '22000',
    text: (e: { reason: string }) => `Error parsing IP address: ${e.reason}`,
  },
  NOT_AN_ARRAY: {
    number: 100107,
    sqlState: '22000',
    text: (e: { reason: string }) => `Not an array: '${e.reason}'`,
  },
  ARRAYS_OF_UNEQUAL_LENGTH: {
    number: 215001,
    sqlState: '22000',
    text: () => 'Key array and value array had unequal lengths in ARRAYS_TO_OBJECT',
  },
  KEY_IS_NOT_A_TEXT: {
    number: 215002,
    sqlState: '22000',
    text: () => 'Key supplied for ARRAYS_TO_OBJECT does not have string type',
  },
  INVALID_CHARACTER_CODE: {
    number: 390999,
    sqlState: '22000',
    text: (e: { code: string }) => `Invalid character code ${e.code} in the CHR input`,
  },
  STRING_TOO_LONG: {
    number: 100078,
    sqlState: '22000',
    text: (e: { value: string }) => `String '${e.value}' is too long and would be truncated`,
  },
  NUMBER_OUT_OF_RANGE: {
    number: 100046,
    sqlState: '22003',
    text: (e: { type: string; value: string }) =>
      `Number out of representable range: type ${e.type}, value ${e.value}`,
  },
  DIVISION_BY_ZERO: {
    number: 100051,
    sqlState: '22012',
    text: () => 'Division by zero',
  },
  VARIANT_CAST_FAILED: {
    number: 100071,
    sqlState: '22000',
    text: (e: { value: string; type: string }) => `Failed to cast variant value ${e.value} to ${e.type}`,
  },
  JSON_PARSE_ERROR: {
    number: 100069,
    sqlState: '22P02',
    text: (e: { value: string }) => `Error parsing JSON: ${e.value}`,
  },
  DUPLICATE_FIELD_KEY: {
    number: 100099,
    sqlState: '22000',
    text: (e: { key: string }) => `Duplicate field key '${e.key}'`,
  },
  DATE_OUT_OF_RANGE: {
    number: 390993,
    sqlState: '22008',
    text: (e: { reason: string }) => `Date or time out of representable range: ${e.reason}`,
  },
  INVALID_UTF8: {
    number: 390994,
    sqlState: '22000',
    text: () => 'Invalid UTF8 detected in a binary value that is to become a string',
  },
  INVALID_FLOATING_POINT: {
    number: 100058,
    sqlState: '22000',
    text: (e: { operation: string }) => `Invalid floating point operation: ${e.operation}`,
  },
  INVALID_SCHEDULE: {
    number: 390959,
    sqlState: '22023',
    text: (e: { schedule: string; reason: string }) =>
      `SQL compilation error:\nInvalid schedule: '${e.schedule}' (${e.reason}).`,
  },
  LAKE_UNREADABLE: {
    number: 390970,
    sqlState: '58030',
    text: (e: { path: string; reason: string }) => `The lake folder ${e.path} cannot be read: ${e.reason}`,
    hint: 'Check that the folder exists and that you may read it, or name another one in the project config.',
  },
  LAKE_UNWRITABLE: {
    number: 390971,
    sqlState: '58030',
    text: (e: { path: string; reason: string }) => `The lake file ${e.path} cannot be written: ${e.reason}`,
    hint: 'Check that there is space and that you may write there; no half file was left.',
  },
  LAKE_PATH_REFUSED: {
    number: 390972,
    sqlState: '42501',
    text: (e: { url: string; reason: string }) => `The location ${e.url} is refused: ${e.reason}.`,
  },
  LAKE_FILE_MISSING: {
    number: 390973,
    sqlState: '02000',
    text: (e: { url: string }) => `The file ${e.url} does not exist in the lake or cannot be read.`,
  },
  COPY_FUNCTION_UNSUPPORTED: {
    number: 2300,
    sqlState: '0A000',
    text: (e: { name: string }) =>
      `SQL compilation error:\nFunction '${e.name}' is not supported within a COPY statement.`,
  },
  COPY_MATCH_TRANSFORM: {
    number: 390978,
    sqlState: '0A000',
    text: () => 'SQL compilation error:\nmatch_by_column_name is not supported with copy transform.',
  },
  COPY_FILE_MISSING: {
    number: 391405,
    sqlState: '22000',
    text: (e: { file: string }) =>
      `Remote file '${e.file}' was not found. There are several potential causes. The file might not exist. The required credentials may be missing or invalid. If you are running a copy command, please make sure files are not deleted when they are being loaded or files are not being loaded into two different tables concurrently with auto purge option.`,
  },
  COPY_RECORD_MALFORMED: {
    number: 100016,
    sqlState: '22000',
    text: (e: { reason: string }) => e.reason,
  },
  COPY_COLUMN_MISMATCH: {
    number: 100080,
    sqlState: '22000',
    text: (e: { reason: string }) => e.reason,
  },
  COPY_TEXT_TOO_LONG: {
    number: 100074,
    sqlState: '54000',
    text: (e: { limit: number; value: string }) =>
      `User character length limit (${e.limit}) exceeded by string '${e.value}'`,
  },
  COPY_JSON_INVALID: {
    number: 100069,
    sqlState: '22P02',
    text: (e: { reason: string }) => e.reason,
  },
  COPY_FILE_UNREADABLE: {
    number: 390977,
    sqlState: '22000',
    text: (e: { reason: string }) => e.reason,
  },
  COPY_SEMI_STRUCTURED_COLUMNS: {
    number: 2019,
    sqlState: '0A000',
    text: (e: { type: string }) =>
      `SQL compilation error:\n${e.type} file format can produce one and only one column of type variant, object, or array. Load data into separate columns using the MATCH_BY_COLUMN_NAME copy option or copy with transformation.`,
  },
  STAGE_FORMAT_MISMATCH: {
    number: 390976,
    sqlState: '22023',
    text: (e: { reason: string }) => `SQL compilation error:\n${e.reason}`,
  },
  NOT_GROUPED: {
    number: 1104,
    sqlState: '42601',
    text: (e: { name: string; line: number; position: number }) =>
      `SQL compilation error: error line ${e.line} at position ${e.position}\n'${e.name}' in select clause is neither an aggregate nor in the group by clause.`,
  },
  INVALID_GROUP_BY: {
    number: 979,
    sqlState: '42601',
    text: (e: { expression: string }) =>
      `SQL compilation error:\n[${e.expression}] is not a valid group by expression`,
  },
  INVALID_ORDER_BY: {
    number: 390965,
    sqlState: '42601',
    text: (e: { expression: string }) =>
      `SQL compilation error:\n[${e.expression}] is not a valid order by expression`,
  },
  SET_OPERATOR_COLUMNS: {
    number: 1789,
    sqlState: '42601',
    text: (e: { expected: number; got: number; branch: number }) =>
      `SQL compilation error:\ninvalid number of result columns for set operator input branches, expected ${e.expected}, got ${e.got} in branch {${e.branch}}`,
  },
  COLUMN_LIST_TOO_LONG: {
    number: 390966,
    sqlState: '42601',
    text: (e: { name: string; given: number; columns: number }) =>
      `SQL compilation error:\n'${e.name}' has ${e.columns} columns, but ${e.given} column names are given`,
  },
  MISSING_ARGUMENT: {
    number: 390967,
    sqlState: '22023',
    text: (e: { argument: string; function: string }) =>
      `SQL compilation error:\nargument ${e.argument} of table function ${e.function} is missing`,
  },
  VALUES_ROW_LENGTH: {
    number: 390968,
    sqlState: '42601',
    text: (e: { expected: number; got: number }) =>
      `SQL compilation error:\nrows of VALUES differ in length: ${e.expected} and ${e.got}`,
  },
  INVALID_RECURSION: {
    number: 390974,
    sqlState: '42601',
    text: (e: { name: string; reason: string }) =>
      `SQL compilation error:\nrecursive common table expression '${e.name}': ${e.reason}`,
  },
  INSERT_COLUMN_COUNT: {
    number: 2020,
    sqlState: '21S01',
    text: (e: { expected: number; got: number }) =>
      `SQL compilation error:\nInsert value list does not match column list expecting ${e.expected} but got ${e.got}`,
  },
  MERGE_COLUMN_MISSING: {
    number: 390975,
    sqlState: '42601',
    text: (e: { column: string }) =>
      `SQL compilation error:\nALL BY NAME: the source has no column '${e.column}'`,
  },
  SINGLE_ROW_SUBQUERY: {
    number: 90150,
    sqlState: '22000',
    text: () => 'Single-row subquery returns more than one row.',
  },
  DUPLICATE_ROW_IN_DML: {
    number: 100090,
    sqlState: '42P18',
    text: () => 'Duplicate row detected during DML action',
    hint: 'Make the source give at most one row for each row of the target, with QUALIFY ROW_NUMBER() or GROUP BY.',
  },
  /** Forms as quoted in public threads: `JavaScript execution error: Uncaught … in F at '…' position 4\nstackstrace: \nF line: 2`. */
  JAVASCRIPT_EXECUTION: {
    number: 100132,
    sqlState: 'P0000',
    text: (e: JavaScriptFault) =>
      `JavaScript execution error: Uncaught ${e.message} in ${e.procedure}${placeText(e)}`,
  },
  JAVASCRIPT_COMPILATION: {
    number: 100131,
    sqlState: 'P0000',
    text: (e: JavaScriptFault) =>
      `JavaScript compilation error: Uncaught ${e.message} in ${e.procedure}${placeText(e)}`,
  },
  /** An error of the JavaScript API (a failed statement, say) that the procedure did not catch. */
  PROCEDURE_EXECUTION: {
    number: 100183,
    sqlState: 'P0000',
    text: (e: { message: string; procedure: string; at: string | undefined }) =>
      `Execution error in store procedure ${e.procedure}:\n${e.message}${e.at === undefined ? '' : `\nAt ${e.at}`}`,
  },
  JAVASCRIPT_OUT_OF_MEMORY: {
    number: 390958,
    sqlState: '53200',
    text: (e: { megabytes: number }) =>
      `JavaScript out of memory error: the procedure needed more than ${e.megabytes} MB.`,
  },
  JAVASCRIPT_RETURN: {
    number: 390957,
    sqlState: '22018',
    text: (e: { value: string; type: string; procedure: string }) =>
      `The value '${e.value}' that ${e.procedure} returned cannot be converted to ${e.type}.`,
  },
  STATEMENT_TIMEOUT: {
    number: 630,
    sqlState: '57014',
    text: (e: { seconds: number }) =>
      `Statement reached its statement or warehouse timeout of ${e.seconds} second(s) and was canceled.`,
  },
  OBJECT_EXISTS_AS: {
    number: 1998,
    sqlState: '42710',
    text: (e: { name: string; kind: string }) =>
      `SQL compilation error:\nObject '${e.name}' already exists as ${e.kind}`,
  },
  SYSTEM_OBJECT: {
    number: 390985,
    sqlState: '42501',
    text: (e: { operation: string; name: string }) =>
      `SQL compilation error:\n${e.operation} is not possible on '${e.name}', which belongs to the system.`,
  },
  REFERENCED_BY_KEY: {
    number: 390986,
    sqlState: '2BP01',
    text: (e: { name: string; by: string }) =>
      `SQL compilation error:\nCannot drop '${e.name}': a foreign key of '${e.by}' references it.`,
    hint: 'Drop with CASCADE, or drop the referencing table first.',
  },
  TRANSIENT_CLONE: {
    number: 390987,
    sqlState: '0A000',
    text: () => `SQL compilation error:\nTransient object cannot be cloned to a permanent object.`,
  },
  INVALID_CONSTRAINT: {
    number: 390988,
    sqlState: '42601',
    text: (e: { reason: string }) => `SQL compilation error:\nInvalid constraint: ${e.reason}.`,
  },
  NO_CURRENT_WAREHOUSE: {
    number: 606,
    sqlState: '57P03',
    text: () =>
      `No active warehouse selected in the current session. Select an active warehouse with the 'use warehouse' command.`,
  },
  CREDENTIALS_REFUSED: {
    number: 390989,
    sqlState: '0A000',
    text: (e: { object: string }) =>
      `Unsupported feature 'CREDENTIALS of a ${e.object}'. Keys are not kept in an account file.`,
    hint: 'Name a storage integration with STORAGE_INTEGRATION instead.',
  },
  INVALID_URL_PREFIX: {
    number: 1011,
    sqlState: '42601',
    text: (e: { url: string }) => `SQL compilation error:\ninvalid URL prefix found in: '${e.url}'`,
  },
  INVALID_PRIVILEGE: {
    number: 391001,
    sqlState: '42601',
    text: (e: { privilege: string; kind: string }) =>
      `SQL compilation error:\nInvalid privilege '${e.privilege}' for object type ${e.kind}.`,
  },
  LANGUAGE_TYPE: {
    number: 390956,
    sqlState: '0A000',
    text: (e: { language: string; type: string }) =>
      `SQL compilation error:\nLanguage ${e.language} does not support type '${e.type}' for argument or return type.`,
  },
  REQUIRED_AFTER_OPTIONAL: {
    number: 390949,
    sqlState: '42601',
    text: (e: { name: string }) =>
      `SQL compilation error:\nArguments of ${e.name} without a default cannot follow one that has a default.`,
  },
  UNKNOWN_PROCEDURE: {
    number: 2141,
    sqlState: '42601',
    text: (e: { name: string }) => `SQL compilation error:\nUnknown user-defined function ${e.name}`,
  },
  SCOPED_TRANSACTION: {
    number: 390948,
    sqlState: '25000',
    text: () => 'Modifying a transaction that has started at a different scope is not allowed.',
  },
  UNFINISHED_TRANSACTION: {
    number: 390947,
    sqlState: '25000',
    text: (e: { procedure: string }) =>
      `Scoped transaction started in stored procedure ${e.procedure} is incomplete and it was rolled back.`,
  },
  MISSING_COLUMN_NAME: {
    number: 2022,
    sqlState: '42601',
    text: () => `SQL compilation error:\nMissing column specification`,
  },
  COLUMN_COUNT_MISMATCH: {
    number: 390995,
    sqlState: '42601',
    text: (e: { declared: number; produced: number }) =>
      `SQL compilation error:\nThe table declares ${e.declared} column(s), but its query produces ${e.produced} column(s).`,
  },
  /** Wording of the message that `CREATE TASK … AFTER` gives for a started root task. */
  ROOT_TASK_NOT_SUSPENDED: {
    number: 390946,
    sqlState: '55000',
    text: (e: { root: string }) =>
      `Unable to update graph with root task ${e.root} since that root task is not suspended.`,
  },
  NOT_A_ROOT_TASK: {
    number: 390945,
    sqlState: '55000',
    text: (e: { name: string }) =>
      `Cannot execute task ${e.name}: only a standalone task or the root task of a task graph can be executed.`,
  },
  INVALID_TASK_GRAPH: {
    number: 390944,
    sqlState: '22023',
    text: (e: { name: string; reason: string }) => `Invalid task graph: ${e.name} ${e.reason}.`,
  },
  NOTHING_TO_RETRY: {
    number: 390943,
    sqlState: '55000',
    text: (e: { name: string }) =>
      `Cannot perform retry: the last run of task graph ${e.name} is not in state FAILED or CANCELLED.`,
  },
  VARIABLE_TOO_LONG: {
    number: 390922,
    sqlState: '22001',
    text: (e: { name: string; size: number }) =>
      `Assignment to '${e.name}' not done because value exceeds size limit for variables. Its size is ${e.size}; the limit is 16384 (internal storage size in bytes).`,
  },
  MATERIALIZED_VIEW_INVALID: {
    number: 2037,
    sqlState: '42601',
    // https://docs.snowflake.com/en/sql-reference/sql/create-materialized-view#usage-notes
    text: (e: { view: string; reason: string }) =>
      `Failure during expansion of view '${e.view}':\n  SQL compilation error: Materialized View ${e.view} is invalid.\n  Invalidation reason: ${e.reason}`,
  },
  INVALID_TEMPLATE: {
    number: 391000,
    sqlState: '22000',
    text: (e: { reason: string }) => `Invalid result of the query of USING TEMPLATE: ${e.reason}.`,
  },
  MATERIALIZED_VIEW_RESTRICTION: {
    number: 390929,
    sqlState: '0A000',
    text: (e: { view: string; reason: string }) =>
      `SQL compilation error:\nInvalid materialized view definition of '${e.view}': ${e.reason}.`,
  },
  RESULT_NOT_FOUND: {
    number: 709,
    sqlState: '02000',
    text: (e: { queryId: string }) => `Statement ${e.queryId} not found`,
  },
  COLUMN_TYPE_MISMATCH: {
    number: 2023,
    sqlState: '22000',
    text: (e: { column: string; expected: string; actual: string }) =>
      `SQL compilation error:\nExpression type does not match column data type, expecting ${e.expected} but got ${e.actual} for column ${e.column}`,
  },
  ROW_LENGTH_MISMATCH: {
    number: 390963,
    sqlState: '42601',
    text: (e: { expected: number }) =>
      `SQL compilation error:\nRow values of an IN list must all have ${e.expected} elements.`,
  },
  /** https://docs.snowflake.com/en/sql-reference/constructs/asof-join#examples-of-expected-error-cases */
  ASOF_MATCH_OPERATOR: {
    number: 10001,
    sqlState: '42601',
    text: () =>
      `SQL compilation error:\nMATCH_CONDITION clause is invalid: Only comparison operators '>=', '>', '<=' and '<' are allowed. Keywords such as AND and OR are not allowed.`,
  },
  ASOF_MATCH_SIDES: {
    number: 10002,
    sqlState: '42601',
    text: () =>
      'SQL compilation error:\nMATCH_CONDITION clause is invalid: The left side allows only column references from the left side table, and the right side allows only column references from the right side table.',
  },
  ASOF_LATERAL: {
    number: 10004,
    sqlState: '42601',
    text: () =>
      'SQL compilation error:\nASOF JOIN is not supported for joins with LATERAL table functions or LATERAL views.',
  },
  ASOF_ON: {
    number: 10010,
    sqlState: '42601',
    text: (e: { condition: string }) =>
      `SQL compilation error:\nON clause for ASOF JOIN must contain conjunctions of equality conditions only. Disjunctions are not allowed. Each side of an equality condition must only refer to either the left table or the right table. ${e.condition} is invalid.`,
  },
  /** https://docs.snowflake.com/en/sql-reference/constructs/join#usage-notes */
  READ_ORDER_UNDIRECTED: {
    number: 1867,
    sqlState: '42601',
    text: () => 'SQL compilation error: FIRST or LAST is only valid on a DIRECTED JOIN.',
  },
  READ_ORDER_ALIAS: {
    number: 1868,
    sqlState: '42601',
    text: (e: { alias: string }) =>
      `SQL compilation error: FIRST or LAST requires two direct operands, and alias '${e.alias}' must name one of them.`,
  },
  NO_SELECTED_COLUMNS: {
    number: 1080,
    sqlState: '42601',
    text: (e: { line: number; position: number }) =>
      `SQL compilation error: error line ${e.line} at position ${e.position}\nSELECT with no columns`,
  },
  INVALID_ROW_COUNT: {
    number: 390906,
    sqlState: '42601',
    text: (e: { value: string }) => `SQL compilation error:\nInvalid row count '${e.value}' in limit clause`,
  },
  QUALIFY_WITHOUT_WINDOW: {
    number: 390907,
    sqlState: '42601',
    text: () =>
      'SQL compilation error:\nThe QUALIFY clause requires at least one window function in the SELECT column list or in its predicate.',
  },
  UNPIVOT_TYPES: {
    number: 390903,
    sqlState: '42601',
    text: (e: { column: string }) =>
      `SQL compilation error:\nThe type of column '${e.column}' conflicts with the type of other columns in the UNPIVOT list.`,
  },
  /** https://docs.snowflake.com/en/sql-reference/constructs/where#joins-in-the-where-clause */
  OUTER_JOIN_CYCLE: {
    number: 390904,
    sqlState: '42601',
    text: (e: { left: string; right: string }) =>
      `SQL compilation error: Outer join predicates form a cycle between '${e.left}' and '${e.right}'.`,
  },
  OUTER_JOIN_TABLES: {
    number: 390905,
    sqlState: '42601',
    text: (e: { inner: string; left: string; right: string }) =>
      `SQL compilation error: Table '${e.inner}' is outer joined to multiple tables: '${e.left}' and '${e.right}'.`,
  },
  SUBQUERY_COLUMN_COUNT: {
    number: 390964,
    sqlState: '42601',
    text: (e: { expected: number; actual: number }) =>
      `SQL compilation error:\nSubquery gives ${e.actual} column(s) where ${e.expected} are expected.`,
  },
  /** As dbt, Airbyte and ingestr users quote it. */
  COLUMN_TYPE_CHANGE: {
    number: 2108,
    sqlState: '22000',
    text: (e: { column: string; from: string; to: string }) =>
      `SQL compilation error:\ncannot change column ${e.column} from type ${e.from} to ${e.to}`,
  },
  COLUMN_TYPE_REDUCED: {
    number: 40050,
    sqlState: '22000',
    text: (e: { column: string; from: string; to: string; reason: string }) =>
      `SQL compilation error:\ncannot change column ${e.column} from type ${e.from} to ${e.to} because ${e.reason}.`,
  },
  COLUMN_HAS_NULLS: {
    number: 1471,
    sqlState: '42601',
    text: (e: { column: string }) =>
      `SQL compilation error:\nColumn '${e.column}' contains null values. Not null constraint cannot be added.`,
  },
  COLUMN_NEEDS_DEFAULT: {
    number: 390923,
    sqlState: '22000',
    text: (e: { column: string; table: string }) =>
      `SQL compilation error:\nNon-nullable column '${e.column}' cannot be added to non-empty table '${e.table}' unless it has a non-null default value.`,
  },
  DEFAULT_NOT_CONSTANT: {
    number: 2263,
    sqlState: '22000',
    text: (e: { expression: string }) =>
      `SQL compilation error:\nInvalid column default expression [${e.expression}]`,
  },
  COLUMN_ALREADY_EXISTS: {
    number: 1430,
    sqlState: '42601',
    text: (e: { column: string }) => `SQL compilation error:\ncolumn '${e.column}' already exists`,
  },
  COLUMN_NOT_FOUND: {
    number: 390924,
    sqlState: '42703',
    text: (e: { column: string }) => `SQL compilation error:\ncolumn '${e.column}' does not exist`,
  },
  COLUMN_IN_USE: {
    number: 390925,
    sqlState: '42601',
    text: (e: { column: string; reason: string }) =>
      `SQL compilation error:\ncannot change column '${e.column}': ${e.reason}.`,
  },
  SWAP_REFUSED: {
    number: 390926,
    sqlState: '42601',
    text: (e: { name: string; other: string; reason: string }) =>
      `SQL compilation error:\nCannot swap '${e.name}' with '${e.other}': ${e.reason}.`,
  },
  CONSTRAINT_NOT_FOUND: {
    number: 390927,
    sqlState: '42704',
    text: (e: { constraint: string }) =>
      `SQL compilation error:\nConstraint '${e.constraint}' does not exist.`,
  },
  TIME_TRAVEL_UNAVAILABLE: {
    number: 707,
    sqlState: '02000',
    text: (e: { kind: string; name: string }) =>
      `Time travel data is not available for ${e.kind} ${e.name}. The requested time is either beyond the allowed time travel period or before the object creation time.`,
  },
  CHANGE_TRACKING_MISSING: {
    number: 91930,
    sqlState: '2F003',
    text: (e: { name: string }) =>
      `SQL compilation error:\nChange tracking is not enabled or has been missing for the time range requested on table '${e.name}'.`,
    hint: 'ALTER TABLE … SET CHANGE_TRACKING = TRUE keeps what changes from then on.',
  },
  NOT_RESTORABLE: {
    number: 90025,
    sqlState: '02000',
    text: (e: { kind: string; name: string }) => `${e.kind} ${e.name} did not exist or was purged.`,
  },
  /** Number and SQLSTATE are those of the exception: `-20002 (P0001): Uncaught exception of type 'MY_EXCEPTION' on line 8 at position 4 : …`. */
  UNCAUGHT_EXCEPTION: {
    number: 390930,
    sqlState: 'P0001',
    text: (e: UncaughtException) =>
      `Uncaught exception of type '${e.name}'${e.file === undefined ? '' : ` in file ${e.file}`} on line ${e.line} at position ${e.position}${e.message === '' ? '' : ` : ${e.message}`}`,
    numberOf: (e: UncaughtException) => e.number,
    sqlStateOf: (e: UncaughtException) => e.sqlState,
  },
  EXCEPTION_NUMBER: {
    number: 390931,
    sqlState: 'P0000',
    text: (e: { number: number }) =>
      `SQL compilation error:\nException number ${e.number} is not between -20999 and -20000.`,
  },
  INTO_NOT_ALLOWED: {
    number: 390932,
    sqlState: '42601',
    text: () => `SQL compilation error:\nINTO clause is not allowed in this context`,
  },
  SELECT_INTO_ROWS: {
    number: 390933,
    sqlState: 'P0000',
    text: (e: { rows: number }) => `SELECT INTO statement expects exactly 1 returned row, but got ${e.rows}.`,
  },
  TYPE_NOT_INFERRED: {
    number: 92228,
    sqlState: 'P0000',
    text: (e: { line: number; position: number; variable: string }) =>
      `SQL compilation error:\nerror line ${e.line} at position ${e.position} variable '${e.variable}' cannot have its type inferred from initializer`,
  },
  CASE_NOT_FOUND: {
    number: 390934,
    sqlState: '20000',
    text: () => 'No WHEN of the CASE statement matches, and it has no ELSE.',
  },
  CURSOR_STATE: {
    number: 390935,
    sqlState: '24000',
    text: (e: { cursor: string; state: string }) => `Cursor '${e.cursor}' is ${e.state}.`,
  },
  VARIABLE_KIND: {
    number: 390936,
    sqlState: '42601',
    text: (e: { name: string; wanted: string }) =>
      `SQL compilation error:\n'${e.name}' is not a declared ${e.wanted}.`,
  },
  LOOP_NOT_FOUND: {
    number: 390937,
    sqlState: '42601',
    text: (e: { word: string; label: string | undefined }) =>
      `SQL compilation error:\n${e.word} ${e.label === undefined ? 'stands outside of a loop' : `names the label ${e.label}, which no loop around it has`}.`,
  },
  CALL_DEPTH: {
    number: 390938,
    sqlState: '54001',
    text: (e: { procedure: string; depth: number }) =>
      `Procedure ${e.procedure} cannot be called: calls are nested ${e.depth} deep.`,
  },
  OUT_ARGUMENT: {
    number: 390939,
    sqlState: '42601',
    text: (e: { argument: string; procedure: string }) =>
      `SQL compilation error:\nThe output argument ${e.argument} of ${e.procedure} must be given a variable of Snowflake Scripting, such as :x.`,
  },
  RETURNED_TABLE: {
    number: 390940,
    sqlState: 'P0000',
    text: () =>
      'Stored procedure execution error: data type of returned table does not match expected returned table type',
  },
  NOT_IN_A_TASK: {
    number: 390941,
    sqlState: '55000',
    text: (e: { function: string }) => `Function ${e.function} can be called by a task only.`,
  },
  PREDECESSOR_NOT_FOUND: {
    number: 390942,
    sqlState: '02000',
    text: (e: { task: string; reason: string }) => `Task ${e.task} ${e.reason}.`,
  },
  STAGED_SCRIPT_NOT_FOUND: {
    number: 1501,
    sqlState: '02000',
    text: (e: { file: string; stage: string }) => `File '${e.file}' not found in stage '${e.stage}'.`,
  },
  RELATIVE_SCRIPT: {
    number: 1503,
    sqlState: '42601',
    text: (e: { file: string }) =>
      `Relative file references like '${e.file}' cannot be used in top-level EXECUTE IMMEDIATE calls.`,
  },
  SCRIPT_DEPTH: {
    number: 390918,
    sqlState: '54001',
    text: (e: { depth: number }) => `EXECUTE IMMEDIATE FROM is nested more than ${e.depth} files deep.`,
  },
  EXTERNAL_TABLE_INVALID: {
    number: 391020,
    sqlState: '55000',
    text: (e: { table: string; reason: string }) => `External table '${e.table}' is invalid: ${e.reason}`,
  },
  EXTERNAL_TABLE_REFUSED: {
    number: 391021,
    sqlState: '0A000',
    text: (e: { table: string; reason: string }) =>
      `SQL compilation error:\nInvalid operation on external table '${e.table}': ${e.reason}.`,
  },
  STREAM_VIEW_UNSUPPORTED: {
    number: 391023,
    sqlState: '0A000',
    text: (e: { what: string }) =>
      `SQL compilation error:\nChange tracking is not supported on queries with ${e.what}.`,
  },
  STREAM_INSERT_ONLY: {
    number: 391022,
    sqlState: '0A000',
    // https://docs.snowflake.com/en/release-notes/bcr-bundles/2023_01/bcr-795
    text: () => 'Streams of type INSERT_ONLY can only be created on external tables.',
  },
  COLUMN_NEEDS_WIDENING: {
    number: 100046,
    sqlState: '22003',
    text: (e: { column: string; value: string }) =>
      `Number out of representable range: column ${e.column}, value ${e.value}`,
  },
  UNLOAD_EMPTY_TEXT: {
    number: 390908,
    sqlState: '22000',
    text: () =>
      'Cannot unload empty string without file format option field_optionally_enclosed_by being specified.',
    hint: 'Or set EMPTY_FIELD_AS_NULL = FALSE, which writes an empty field.',
  },
  UNLOAD_FILES_EXIST: {
    number: 390909,
    sqlState: '22000',
    text: (e: { files: string }) =>
      `Files already existing at the unload destination: ${e.files}. Use overwrite option to force unloading.`,
  },
  UNLOAD_SINGLE_TOO_BIG: {
    number: 390928,
    sqlState: '22000',
    text: (e: { size: string }) =>
      `Max file size (${e.size}) exceeded for unload single file mode. Please increase MAX_FILE_SIZE value.`,
  },
  DIRECTORY_DISABLED: {
    number: 391002,
    sqlState: '55000',
    text: (e: { stage: string }) =>
      `SQL compilation error:\nDirectory table is not enabled for stage '${e.stage}'.`,
    hint: 'ALTER STAGE … SET DIRECTORY = (ENABLE = TRUE) enables it.',
  },
} as const satisfies Record<string, CodeRow>

export type ErrorCode = keyof typeof table
/** What the text of an error needs; undefined where it needs nothing. */
export type ErrorParameters<C extends ErrorCode> = Parameters<(typeof table)[C]['text']>[0]

export const codes: { readonly [C in ErrorCode]: (typeof table)[C] & CodeRow } = table

/** Whether `text` is a name of the table. */
export function isErrorCode(text: string): text is ErrorCode {
  return Object.hasOwn(codes, text)
}
