// Every text of the window. Nothing that a person reads stands anywhere else in ui/.

interface CommandText {
  readonly usage: string
  readonly does: string
}

interface Messages {
  readonly product: string
  readonly tagline: string
  readonly version: (version: string) => string
  readonly versionPending: string
  readonly versionUnknown: string
  readonly state: string
  readonly commandLine: {
    readonly title: string
    readonly intro: string
    readonly commands: readonly CommandText[]
    readonly more: string
  }
}

export const messages = {
  product: '绩效自评',
  tagline: '项目支出绩效自评表：读取、评分、说明、输出',
  version: (version) => `版本 ${version}`,
  versionPending: '正在读取版本…',
  versionUnknown: '版本未知：界面没有连上程序，请关闭窗口后重新打开。',
  state: '窗口里的填表界面还没有做好。下面这些工作现在用命令行程序 jixiao 完成，全部在本机进行，不联网。',
  commandLine: {
    title: '命令行现在能做的事',
    intro: '在终端（命令提示符）中输入，把“自评表.xlsx”换成您的文件名：',
    commands: [
      { usage: 'jixiao read 自评表.xlsx', does: '读出去年工作簿里的每一张自评表，并指出没有读懂的单元格。' },
      { usage: 'jixiao score 自评表.xlsx', does: '按评分规则逐项核算得分，并说明每个得分的依据。' },
      { usage: 'jixiao template 自评表.xlsx --year 2024 --out 输出', does: '以去年的表作今年的模板：保留指标、目标值和权重，清空实际值和得分。' },
      { usage: 'jixiao report 自评表.xlsx --out 输出', does: '按官方表式输出 XLSX 工作簿和可以直接打印的 PDF。' },
    ],
    more: '运行 jixiao --help 可查看全部选项。',
  },
} as const satisfies Messages
