/**
 * How an unquoted identifier is written. Letters outside ASCII count as letters, but not U+00A0, U+3000 and the byte
 * order mark, which are white space.
 */
export const wordPattern =
  '[A-Za-z_\\u0080-\\u009F\\u00A1-\\u2FFF\\u3001-\\uFEFE\\uFF00-\\uFFFF]' +
  '[\\w$\\u0080-\\u009F\\u00A1-\\u2FFF\\u3001-\\uFEFE\\uFF00-\\uFFFF]*'
