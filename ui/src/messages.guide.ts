// The short guide of the help, and what is bundled with the program.

import findings from '../../docs/guide/findings.png'
import form from '../../docs/guide/form.png'
import importing from '../../docs/guide/import.png'
import library from '../../docs/guide/library.png'
import list from '../../docs/guide/list.png'
import overview from '../../docs/guide/overview.png'
import preview from '../../docs/guide/preview.png'
import rollup from '../../docs/guide/rollup.png'

export interface GuidePart {
  readonly title: string
  readonly text: string
  /** A picture of the window, taken by `make guide`, and what it shows. */
  readonly picture?: { readonly file: string; readonly shows: string }
}

export const guide: readonly GuidePart[] = [
  {
    title: '从去年的表开始',
    text:
      '在开始页选择“导入去年的自评表”，或把文件直接拖进窗口；网页、Word、WPS 里的表也可以复制后在开始页或项目列表按 Ctrl+V。' +
      '核对识别结果后选“作为今年模板”：名称、指标、指标值和分值保留，去年的完成值和得分显示在空格旁边。',
    picture: { file: importing, shows: '核对导入：左边是原文件，右边是识别结果' },
  },
  {
    title: '认不出的标题',
    text:
      '核对导入时，点原文件中的标题、栏目或单元格，再选“这是…”：这次导入的全部同名文字马上重新识别，以后导入也照此办理；' +
      '选“不是字段”的不再导入，也不再提示。上方写明还有几处没有位置、哪些表按哪套规则评分；也可以给全部表选同一套规则。',
  },
  {
    title: '申报表',
    text:
      '导入同一年度、同一项目和单位的绩效目标申报表时，指标值、单位和预算金额与表中已填的逐行对照：空格直接填入，缺的指标新增，' +
      '与已填不同的勾选后才改，一次撤销就能全部退回。',
  },
  {
    title: '表式',
    text:
      '没有现成表式的表按本单位原来的样子编辑和打印，“本单位原表式”排在表式的最前面。“更多”里的“导出表式”存成一个文件，' +
      '可以修改，也可以发给其他单位；“导入表式”检查后马上就能选用。',
  },
  {
    title: '直接在表上填',
    text: '浅蓝底的格由您填写，灰字的格自动计算。选中一格直接打字就替换原内容，按 F2 在原内容上修改。金额可以带千分位，“95％”、全角数字都认识。',
    picture: { file: form, shows: '表单：中间是自评表，右边是得分依据、核对和上年数据' },
  },
  {
    title: '指标值写成一句话',
    text: '指标值和完成值照原样写，如 ≥8000人、12月底前、完全达到预期。程序读成了什么，右侧会说明；读不懂的会提示。',
  },
  {
    title: '得分有依据',
    text: '选中一行，右侧“得分依据”写明算式和条款。需要时可以换评分方法，或采用手工得分并写明理由，计算得分会一直留在旁边。',
  },
  {
    title: '核对',
    text: '状态栏显示错误、警告和提示的个数。按 F8 逐处查看，右侧点一下就跳到那一格。',
    picture: { file: list, shows: '项目列表：每张表的预算、得分和核对结果' },
  },
  {
    title: '核对全部表',
    text:
      '“核对”把所有表的问题列在一张表里，可以按级别、核对项、自评表、状态和文字筛选。选中一条按回车就打开那一格；' +
      '不用改的写明理由豁免，随时可以取消。' +
      '说法相同或同一核对项的问题可以并成一行，一起豁免或一键改好，一次撤销就能退回。“检查报告”写成 Excel 和 PDF。',
    picture: { file: findings, shows: '核对：全部表的问题，下方是所选一条的说明' },
  },
  {
    title: '总览',
    text: '“总览”用一页说明全年：项目数、预算和执行、等次、问题个数，执行率与指标得分率的对照，各项目得分，完成值与指标值的偏差。点和柱都能点开对应的表，“数据表”里用键盘也能打开。打印时不列涉密项目。',
    picture: { file: overview, shows: '总览：合计、等次、执行与结果的对照、偏差' },
  },
  {
    title: '部门汇总',
    text:
      '“部门汇总”把部门指标与各项目的指标对应起来：程序按名称和单位给出建议，您确认或修改。数量相加，' +
      '比率按全年预算数加权平均，先汇总再计分；点开一行能看到每个数来自哪些项目，再点就到那张表。结果由您填入，' +
      '一次撤销就能退回。部门预算数与各项目合计并排核对，程序不改动任何一边。涉密项目计入合计，不印出。',
    picture: { file: rollup, shows: '部门汇总：预算核对，部门指标和它们的来源' },
  },
  {
    title: '汇总表与情况说明',
    text:
      '在“部门汇总”右上角打开：情况说明各段按数据自动起草，改写过的段落不再变，其余随时更新；可以复制全文，' +
      '也可以连同汇总表一起导出。“更多”里的“新建下一年文档”把每张表变成明年的空表，' +
      '关联和指标库中添加的工作簿也带过去；名称和文字中的年份逐处勾选要不要改。',
  },
  {
    title: '本单位的表式',
    text:
      '没有随程序提供的表式，导入时就照原表学下来，在“表式”里排在最前。“更多”里的“导出表式”把它存成一个文件，可以发给其他单位，' +
      '由对方“导入表式”后使用。文件可以用记事本修改，写法见程序文件夹里的《表式文件》（docs/guide/editions.md）；' +
      '改完用“jixiao edition check 文件”检查，错在第几行会一一指出。',
  },
  {
    title: '收集各单位',
    text:
      '部门用“更多”里的“收集各单位”选择存放各单位工作簿和文档的文件夹（下级文件夹也在内）。' +
      '写入之前先列出哪些是新增、替换、未变，哪些文件读不出；' +
      '在部门文档中改过的、两个文件里都有的项目会并排显示，由您选择。单位改正后再收集一次就行，只更新改过的表，' +
      '一次撤销就能全部退回。',
  },
  {
    title: '指标库',
    text: '在表单上按 Ctrl+B 打开“指标库”，从本单位各表、去年的表和另外添加的往年工作簿中查找指标，连同当时的指标值、完成值和分值。选中后插入到当前表，排在同类指标旁边，不用重新输入。',
    picture: { file: library, shows: '指标库：左边是找到的指标，右边是历次的指标值和分值' },
  },
  {
    title: '从 Excel 粘贴',
    text: '在 Excel 或 WPS 中复制一块，选中表中第一格后按 Ctrl+V。多于一格时先看预览，确认后才填入，一次撤销就能全部退回。',
  },
  {
    title: '不会丢',
    text: '每改一格就自动保存，没有“保存”按钮。撤销可以一直退到打开文件之前；“备份与恢复”里有自动备份，写明各有几张表；磁盘写不进去时，文字留在格里，下方会提示，点一下再试；“修改记录”里能查到谁在何时改了什么。',
  },
  {
    title: '上报',
    text: '“打印预览”就是将要打印的 PDF。“导出上报”可以导出一张、几张或全部，Excel 和 PDF，合成一个文件或每张一个。',
    picture: { file: preview, shows: '打印预览：就是将要导出的 PDF' },
  },
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
  { name: 'Apache ECharts', licence: 'Apache-2.0' },
  { name: 'SQLite（rusqlite）', licence: '公有领域 / MIT' },
  { name: '思源宋体、思源黑体（Noto CJK 子集）', licence: 'SIL OFL 1.1' },
]
