import { expect, it } from 'vitest'
import { fullText, ownWords } from './disclosure'

const section = (heading: string, draft: string, own: string | null, open = false, omitted = false) => ({
  held_back: false,
  key: heading,
  title: heading,
  heading,
  draft,
  own,
  open,
  omitted,
  stale: false,
})

it('copies own words where there are some, and drafts elsewhere', () => {
  const sections = [
    section('', '形成自评表3份。', null),
    section('', '评为优。', null, false, true),
    section('', '请补充存在的问题。', null, true),
    section('一、下一步改进措施', '请补充。', '一、加强调度。\n二、按月通报。'),
  ]
  expect(fullText({ title: '某局2023年度预算绩效情况说明', cautions: [], sections })).toBe(
    '某局2023年度预算绩效情况说明\n形成自评表3份。\n一、下一步改进措施\n一、加强调度。\n二、按月通报。',
  )
})

it('never copies words that name a classified project', () => {
  const held = { ...section('', '形成自评表3份。', '含绝密专项。'), held_back: true }
  expect(fullText({ title: '说明', cautions: [], sections: [held] })).toBe('说明\n形成自评表3份。')
})

it.each([
  ['草稿', '草稿', null],
  [' 草稿 ', '草稿', null],
  ['  ', '草稿', null],
  ['自己的话', '草稿', '自己的话'],
  ['草稿\n再加一句', '草稿', '草稿\n再加一句'],
])('keeps of %j beside the draft %j: %j', (typed, draft, own) => {
  expect(ownWords(typed, draft)).toBe(own)
})
