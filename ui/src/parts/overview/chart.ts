// The parts of ECharts that are used, and no others. Large: only what is loaded late may import it.

import { BarChart, ScatterChart } from 'echarts/charts'
import { AriaComponent, GridComponent, TooltipComponent } from 'echarts/components'
import { init, use, type EChartsType } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import type { EChartsOption } from 'echarts'

use([AriaComponent, BarChart, GridComponent, ScatterChart, SVGRenderer, TooltipComponent])

export interface Chart {
  readonly draw: (option: EChartsOption) => void
  readonly resize: () => void
  readonly end: () => void
}

/** A chart in an element; `picked` hears which of its marks was clicked. */
export function chartIn(element: HTMLElement, picked: (index: number) => void): Chart {
  const chart: EChartsType = init(element, null, { renderer: 'svg' })
  chart.on('click', ({ dataIndex }) => {
    picked(dataIndex)
  })
  return {
    draw: (option) => {
      chart.setOption(option, { notMerge: true })
    },
    resize: () => {
      chart.resize()
    },
    end: () => {
      chart.dispose()
    },
  }
}
