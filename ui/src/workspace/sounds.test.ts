import { expect, it } from 'vitest'
import { soundsLike, soundsOf } from './sounds'

const sounds = soundsOf({
  bu: '补',
  chang: '长',
  chu: '助',
  fei: '费',
  lou: '楼',
  lu: '绿',
  lv: '绿',
  tie: '贴',
  wu: '务',
  ye: '业',
  ying: '营',
  yun: '运',
  zhang: '长',
  zhu: '助',
})

it.each([
  ['业务楼运营费', 'ywl', true],
  ['业务楼运营费', 'yewulou', true],
  ['业务楼运营费', 'yyf', true],
  ['业务楼运营费', 'yewulouyunyingfei', true],
  ['业务楼运营费', 'ywlouy', true],
  ['业务楼运营费', 'yewulo', true],
  ['业务楼运营费', 'wy', false],
  ['业务楼运营费', 'feiy', false],
  ['业务楼运营费', '业', false],
  ['业务楼运营费', '', false],
  ['绿', 'lv', true],
  ['绿', 'lu', true],
  // All readings of a character.
  ['长', 'chang', true],
  ['长', 'z', true],
  // What stands between characters is passed over; letters and figures are typed.
  ['业务（楼）运营', 'ywlyy', true],
  ['业务2023楼', 'yw2023l', true],
  ['业务2023楼', 'ywl', false],
  ['业务A楼', 'ywal', true],
  ['补助补贴', 'bzbt', true],
  ['补助补贴', 'bcbt', true],
])('%s by %s: %s', (text, typed, isFound) => {
  expect(soundsLike(text, typed, sounds)).toBe(isFound)
})

it('finds nothing before the sounds are there', () => {
  expect(soundsLike('业务', 'yw', new Map())).toBe(false)
})
