// The short guide of the help, and what is bundled with the program.

import form from '../../docs/guide/form.png'
import importing from '../../docs/guide/import.png'
import list from '../../docs/guide/list.png'
import preview from '../../docs/guide/preview.png'

export interface GuidePart {
  readonly title: string
  readonly text: string
  /** A picture of the window, taken by `make guide`, and what it shows. */
  readonly picture?: { readonly file: string; readonly shows: string }
}

export const guide: readonly GuidePart[] = [
  { title: '从去年的表开始', text: '在开始页选择“导入去年的自评表”，或把文件直接拖进窗口。核对识别结果后选“作为今年模板”：名称、指标、指标值和分值保留，去年的完成值和得分显示在空格旁边。', picture: { file: importing, shows: '核对导入：左边是原文件，右边是识别结果' } },
  { title: '直接在表上填', text: '浅蓝底的格由您填写，灰字的格自动计算。选中一格直接打字就替换原内容，按 F2 在原内容上修改。金额可以带千分位，“95％”、全角数字都认识。', picture: { file: form, shows: '表单：中间是自评表，右边是得分依据、核对和上年数据' } },
  { title: '指标值写成一句话', text: '指标值和完成值照原样写，如 ≥8000人、12月底前、完全达到预期。程序读成了什么，右侧会说明；读不懂的会提示。' },
  { title: '得分有依据', text: '选中一行，右侧“得分依据”写明算式和条款。需要时可以换评分方法，或采用手工得分并写明理由，计算得分会一直留在旁边。' },
  { title: '核对', text: '状态栏显示错误、警告和提示的个数。按 F8 逐处查看，右侧点一下就跳到那一格。', picture: { file: list, shows: '项目列表：每张表的预算、得分和核对结果' } },
  { title: '从 Excel 粘贴', text: '在 Excel 或 WPS 中复制一块，选中表中第一格后按 Ctrl+V。多于一格时先看预览，确认后才填入，一次撤销就能全部退回。' },
  { title: '不会丢', text: '每改一格就自动保存，没有“保存”按钮。撤销可以一直退到打开文件之前；“备份与恢复”里有自动备份；“修改记录”里能查到谁在何时改了什么。' },
  { title: '上报', text: '“打印预览”就是将要打印的 PDF。“导出上报”可以导出一张、几张或全部，Excel 和 PDF，合成一个文件或每张一个。', picture: { file: preview, shows: '打印预览：就是将要导出的 PDF' } },
]

export interface Bundled {
  readonly name: string
  readonly licence: string
}

export const bundled: readonly Bundled[] = [
  { name: 'Tauri', licence: 'MIT / Apache-2.0' },
  { name: 'Vue', licence: 'MIT' },
  { name: 'Element Plus', licence: 'MIT' },
  { name: 'PDF.js', licence: 'Apache-2.0' },
  { name: 'SQLite（rusqlite）', licence: '公有领域 / MIT' },
  { name: '思源宋体、思源黑体（Noto CJK 子集）', licence: 'SIL OFL 1.1' },
]
