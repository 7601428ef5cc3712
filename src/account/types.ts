/** A Snowflake data type as a result column or a table column carries it. */
export type ColumnType =
  | { readonly kind: 'NUMBER'; readonly precision: number; readonly scale: number }
  | { readonly kind: 'FLOAT' }
  /** `length` in characters, at most 16777216 (134217728 where declared so). */
  | { readonly kind: 'VARCHAR'; readonly length: number; readonly collation?: string }
  /** `length` in bytes. */
  | { readonly kind: 'BINARY'; readonly length: number }
  | { readonly kind: 'BOOLEAN' }
  | { readonly kind: 'DATE' }
  /** `precision`: digits of the fraction of a second, 0 to 9. */
  | { readonly kind: 'TIME'; readonly precision: number }
  | { readonly kind: 'TIMESTAMP_NTZ'; readonly precision: number }
  | { readonly kind: 'TIMESTAMP_LTZ'; readonly precision: number }
  | { readonly kind: 'TIMESTAMP_TZ'; readonly precision: number }
  | { readonly kind: 'VARIANT' }
  | { readonly kind: 'OBJECT' }
  | { readonly kind: 'ARRAY' }

/** The type as DESCRIBE TABLE writes it: `NUMBER(38,0)`, `VARCHAR(16777216)`, `TIMESTAMP_NTZ(9)`. */
export function typeText(type: ColumnType): string {
  switch (type.kind) {
    case 'NUMBER':
      return `NUMBER(${type.precision},${type.scale})`
    case 'VARCHAR':
    case 'BINARY':
      return `${type.kind}(${type.length})`
    case 'TIME':
    case 'TIMESTAMP_NTZ':
    case 'TIMESTAMP_LTZ':
    case 'TIMESTAMP_TZ':
      return `${type.kind}(${type.precision})`
    case 'FLOAT':
    case 'BOOLEAN':
    case 'DATE':
    case 'VARIANT':
    case 'OBJECT':
    case 'ARRAY':
      return type.kind
  }
}
