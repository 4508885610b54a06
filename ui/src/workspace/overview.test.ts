import { describe, expect, it } from 'vitest'
import type { DeviationBand, OverviewForm } from '../wire/wire'
import { bandBars, barsOf, pointsOf, scatter, scoreBars, seen, shownName } from './overview'

function form(id: number, at: Partial<OverviewForm['at']> = {}, classified = false): OverviewForm {
  const score = at.score === undefined || at.score === null ? '' : String(at.score)
  return {
    id,
    name: `项目${String(id)}`,
    classified,
    budget: '',
    executed: '',
    rate: '',
    results: '',
    score,
    grade: '',
    at: { rate: null, results: null, score: null, ...at },
  }
}
const ids = (forms: readonly OverviewForm[]): readonly number[] => forms.map(({ id }) => id)

describe('the overview', () => {
  it('draws points for projects with both figures', () => {
    expect(
      ids(pointsOf([form(1, { rate: 90, results: 80 }), form(2, { rate: 90 }), form(3, { results: 0, rate: 0 })])),
    ).toEqual([1, 3])
  })

  it.each([
    [6, [1, 2, 3, 4, 5]],
    [5, [1, 2, 3, 4, 5]],
    [4, [1, 2, 4, 5]],
    [2, [1, 5]],
  ])('draws at most %i bars, the lowest and the highest', (most, expected) => {
    const forms = [...[1, 2, 3, 4, 5].map((id) => form(id, { score: 90 + id })), form(6)]
    expect(ids(barsOf(forms, most))).toEqual(expected)
  })

  it('shows classified projects in the window, marked, and not on paper', () => {
    const forms = [form(1, { score: 90 }, true), form(2, { score: 91 })]
    expect(ids(seen(forms, false))).toEqual([1, 2])
    expect(ids(seen(forms, true))).toEqual([2])
    expect(forms.map(shownName)).toEqual(['项目1（涉密）', '项目2'])
    expect(scoreBars(forms)).toMatchObject({
      yAxis: { data: ['项目1（涉密）', '项目2'] },
      series: [{ data: [90, 91] }],
    })
  })

  it('draws places as they come', () => {
    expect(scatter([form(1, { rate: 98.5, results: 99.25 })])).toMatchObject({
      animation: false,
      tooltip: { renderMode: 'richText' },
      series: [{ data: [[98.5, 99.25]] }],
    })
  })

  it('lets one band stand out, or none', () => {
    const bands: readonly DeviationBand[] = ['低', '高'].map((name, index) => ({
      name,
      indicators: index + 3,
      lines: [],
    }))
    const colours = (chosen: number | null): readonly unknown[] => {
      const [series] = bandBars(bands, chosen).series as readonly {
        readonly data: readonly { readonly value: number; readonly itemStyle: { readonly color: string } }[]
      }[]
      return (series?.data ?? []).map(({ itemStyle }) => itemStyle.color)
    }
    const [other, listed] = colours(1)
    expect(listed).not.toBe(other)
    expect(colours(null)).toEqual([listed, listed])
  })
})
