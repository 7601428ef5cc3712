import { describe, expect, test } from 'vitest'
import { splitScript } from '../../../../src/sql/script/split.ts'
import { failure } from '../failure.ts'

const texts = (script: string): readonly string[] => splitScript(script).map((piece) => piece.text)

describe('splitScript', () => {
  test('splits at semicolons, and says where each statement begins', () => {
    expect(splitScript(' select 1 ;\n-- two\nselect 2')).toEqual([
      { text: 'select 1', offset: 1 },
      { text: 'select 2', offset: 19 },
    ])
  })

  test('semicolons in texts, names, comments and $$ end nothing', () => {
    const text = `select ';''; \\'; ', "a;b", $$ ; $$ /* ; */ -- ;\n, 1 // ;\n`
    expect(texts(`${text}; select 2`)).toEqual([text.slice(0, text.indexOf(' // ')), 'select 2'])
  })

  test('what holds only comments is no statement', () => {
    expect(texts('')).toEqual([])
    expect(texts(';; -- a\n; /* b */ ;')).toEqual([])
  })

  test.each([
    'begin select 1; select 2; end',
    'BEGIN\n  BEGIN select 1; END;\n  select 2;\nEND',
    'declare x int default 1; c cursor for select 1; begin x := 2; return x; end',
    'begin if (a) then select 1; elseif (b) then select 2; else select 3; end if; end',
    'begin for i in 1 to 3 do select 1; end for; while (a) do select 2; end while; end',
    'begin for r in c loop select 1; end loop; loop break; end loop; end',
    'begin repeat select 1; until (a) end repeat; end',
    'begin case (a) when 1 then select 1; else select 2; end case; end',
    'begin case when a then select 1; end; return 2; end',
    "begin let x := case when a then repeat('b', 3) else replace(c, 'd') end; return x; end",
    'begin drop table if exists t; create table if not exists u (a int); end',
    'begin begin transaction; insert into t values (1); commit; end',
    'begin select 1; exception when other then select 2; when statement_error then return 3; end',
    'begin declare x int; begin select 1; end; end',
    'create or replace procedure p() returns int language sql execute as owner as begin select 1; return 2; end',
    'create procedure p() returns int as declare x int; begin return x; end',
    "create task t schedule = '1 minute' as begin select 1; select 2; end",
    'alter task t modify as begin select 1; select 2; end',
    'create function f() returns int as $$ select 1; $$',
  ])('%s is one statement', (text) => {
    expect(texts(`${text};\nselect 9;`)).toEqual([text, 'select 9'])
  })

  test.each([
    ['begin; select 1; commit', ['begin', 'select 1', 'commit']],
    ['begin transaction; select 1', ['begin transaction', 'select 1']],
    ['begin work; begin name x; rollback', ['begin work', 'begin name x', 'rollback']],
    ['create task t as select 1; select 2', ['create task t as select 1', 'select 2']],
    ['select case when a then 1 end; select 2', ['select case when a then 1 end', 'select 2']],
  ])('%s has no block', (script, expected) => {
    expect(texts(script)).toEqual(expected)
  })

  test('a block without its END is a syntax error at the end of the text', () => {
    expect(failure(() => splitScript('begin\n select 1;'))).toBe(
      "SYNTAX_ERROR: syntax error line 2 at position 10 unexpected '<EOF>'.",
    )
  })
})
