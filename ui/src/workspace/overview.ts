// What the charts of the overview draw. Pure: the overview in, options of ECharts out. Every figure comes ready to be
// drawn.

/* eslint-disable @typescript-eslint/no-deprecated -- ECharts marks the same names of series that are not used here */

import type { EChartsOption } from 'echarts'
import { messages } from '../messages'
import type { DeviationBand, DeviationLine, OverviewForm } from '../wire/wire'

/** Bars that are drawn at first, when asked for all, and on paper; of more, the lowest and the highest half. */
export const MAX_BARS = { first: 40, screen: 1000, print: 60 } as const
/** Indicators of a band that are listed at first. */
export const MAX_LINES = 4
/** Height of a bar with its name, in pixels. */
export const BAR_HEIGHT = 22
/** Height of the figures below the bars, in pixels. */
export const AXIS_HEIGHT = 24

// As the style sheet has them, so that charts follow the theme.
const INK = 'var(--ink)'
const QUIET = 'var(--quiet)'
const LINE = 'var(--line)'
const ACCENT = 'var(--accent)'
const PALE = 'var(--accent-pale)'
const SANS = "'Noto Sans CJK SC', 'Microsoft YaHei', 'PingFang SC', 'WenQuanYi Micro Hei', sans-serif"

const text = messages.overview

/** What may be seen: on paper no classified project. */
export function seen<Line extends Pick<OverviewForm | DeviationLine, 'classified'>>(
  lines: readonly Line[],
  printing: boolean,
): readonly Line[] {
  return printing ? lines.filter((line) => !line.classified) : lines
}

/** Projects that have both places of the scatter chart. */
export function pointsOf(forms: readonly OverviewForm[]): readonly OverviewForm[] {
  return forms.filter(({ at }) => at.rate !== null && at.results !== null)
}

/** Projects with a total, the lowest first: all of them, or the lowest and the highest half of `most`. */
export function barsOf(forms: readonly OverviewForm[], most: number): readonly OverviewForm[] {
  const scored = forms.filter(({ at }) => at.score !== null)
  return scored.length <= most ? scored : [...scored.slice(0, most / 2), ...scored.slice(-most / 2)]
}

/** Execution against results: a point for each project. */
export function scatter(forms: readonly OverviewForm[]): EChartsOption {
  const axis = {
    type: 'value' as const,
    scale: true,
    nameLocation: 'middle' as const,
    nameTextStyle: { color: QUIET },
    axisLabel: { color: QUIET, formatter: '{value}%' },
    axisLine: { show: true, lineStyle: { color: LINE } },
    splitLine: { lineStyle: { color: LINE } },
  }
  return {
    ...plain(text.scatter),
    grid: { left: 66, right: 24, top: 16, bottom: 48 },
    xAxis: { ...axis, name: text.executionRate, nameGap: 28 },
    yAxis: { ...axis, name: text.resultsShare, nameGap: 48 },
    tooltip: {
      ...plainTooltip,
      formatter: (at: unknown) =>
        tooltip(forms, at, (form) => `${shownName(form)}\n${text.point(form.rate, form.results, form.score)}`),
    },
    series: [
      {
        type: 'scatter',
        emphasis: { disabled: true },
        symbolSize: 10,
        itemStyle: { color: ACCENT, opacity: 0.6 },
        data: forms.map(({ at }) => [at.rate, at.results]),
      },
    ],
  }
}

/** A bar for each project, with its total. */
export function scoreBars(forms: readonly OverviewForm[]): EChartsOption {
  return {
    ...plain(text.scores),
    grid: { left: 232, right: 64, top: 0, bottom: AXIS_HEIGHT },
    // Not from zero: a few points are what totals differ by. The axis says where the bars begin.
    xAxis: {
      type: 'value',
      scale: true,
      boundaryGap: ['20%', 0],
      axisLabel: { color: QUIET },
      splitLine: { lineStyle: { color: LINE } },
    },
    yAxis: {
      type: 'category',
      inverse: true,
      data: forms.map(shownName),
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: { color: INK, width: 216, overflow: 'truncate', interval: 0 },
    },
    tooltip: {
      ...plainTooltip,
      formatter: (at: unknown) =>
        tooltip(forms, at, (form) => `${shownName(form)}\n${text.bar(form.score, form.grade, form.budget)}`),
    },
    series: [
      {
        type: 'bar',
        emphasis: { disabled: true },
        barWidth: 12,
        itemStyle: { color: ACCENT, borderRadius: 2 },
        label: {
          show: true,
          position: 'right',
          color: INK,
          formatter: ({ dataIndex }) => forms[dataIndex]?.score ?? '',
        },
        data: forms.map(({ at }) => at.score),
      },
    ],
  }
}

/** How many indicators are how far from their targets; the band that is listed stands out. */
export function bandBars(bands: readonly DeviationBand[], chosen: number | null): EChartsOption {
  return {
    ...plain(text.deviations),
    grid: { left: 8, right: 8, top: 22, bottom: 40 },
    xAxis: {
      type: 'category',
      data: bands.map(({ name }) => name.replace(' ', '\n')),
      axisLine: { lineStyle: { color: LINE } },
      axisTick: { show: false },
      axisLabel: { color: QUIET, interval: 0, lineHeight: 15 },
    },
    yAxis: { type: 'value', show: false, minInterval: 1 },
    series: [
      {
        type: 'bar',
        emphasis: { disabled: true },
        barMaxWidth: 56,
        label: { show: true, position: 'top', color: INK },
        data: bands.map(({ indicators }, index) => ({
          value: indicators,
          itemStyle: { color: chosen === null || index === chosen ? ACCENT : PALE, borderRadius: [2, 2, 0, 0] },
        })),
      },
    ],
  }
}

/** A name, marked where the project is classified. */
export function shownName({ name, classified }: Pick<OverviewForm, 'name' | 'classified'>): string {
  return classified ? text.marked(name) : name
}

/** Nothing moves, nothing is styled by markup, and a screen reader is told what the chart is of. */
function plain(description: string): EChartsOption {
  return {
    animation: false,
    textStyle: { fontFamily: SANS, fontSize: 12 },
    aria: { enabled: true, label: { description } },
  }
}

const plainTooltip = {
  renderMode: 'richText',
  trigger: 'item',
  confine: true,
  transitionDuration: 0,
  backgroundColor: 'var(--surface)',
  borderColor: LINE,
  textStyle: { color: INK, fontSize: 12 },
} as const

function tooltip(forms: readonly OverviewForm[], at: unknown, textOf: (form: OverviewForm) => string): string {
  const index =
    typeof at === 'object' && at !== null && 'dataIndex' in at && typeof at.dataIndex === 'number' ? at.dataIndex : -1
  const form = forms[index]
  return form ? textOf(form) : ''
}
