// Files out: preview and exports.

import type { Platform } from './platform'
import type { FakeState } from './fakeState'

type Members =
  | 'printForms'
  | 'preview'
  | 'exportFindings'
  | 'exportSummary'
  | 'fileNamePattern'
  | 'hiddenInPublic'
  | 'exportForms'
  | 'cancel'
  | 'showFolder'

export function fakeExports(state: FakeState): Pick<Platform, Members> {
  const { session, wait, answer, formOf } = state
  return {
    printForms: () => Promise.resolve(),
    preview: async () => (await fetch(new URL('./fixture/pages.pdf', import.meta.url))).arrayBuffer(),
    exportFindings: (choice) =>
      answer(() => ({
        folder: 'D:\\绩效\\2023\\上报',
        cancelled: false,
        failed: 0,
        remark: '',
        files: [...(choice.xlsx ? ['xlsx'] : []), ...(choice.pdf ? ['pdf'] : [])].map((ending) => ({
          name: `${session.agency}${String(session.year)}年度检查报告.${ending}`,
          error: null,
        })),
      })),
    exportSummary: (choice) =>
      answer(() => ({
        folder: 'D:\\绩效\\2023\\上报',
        cancelled: false,
        failed: 0,
        remark: '',
        files: [
          ...(choice.xlsx ? ['项目支出绩效自评汇总表.xlsx'] : []),
          ...(choice.pdf ? ['项目支出绩效自评汇总表.pdf'] : []),
          ...(choice.docx ? ['预算绩效情况说明.docx'] : []),
        ].map((name) => ({ name: `${session.agency}${String(session.year)}年度${name}`, error: null })),
      })),
    fileNamePattern: (pattern, perForm) =>
      answer(() => ({
        pattern: pattern ?? (perForm ? '{序号}-{名称}' : '{单位}{年度}年度绩效自评表'),
        problem: pattern?.includes('{名字}') ? '不认识“{名字}”，请改用：{单位} {年度} {序号} {名称}。' : null,
      })),
    hiddenInPublic: (ids) =>
      answer(() =>
        ids.slice(0, 1).map((id) => ({
          form: formOf(id).name,
          before: '填表人：张三丰　电话：13812345678',
          after: '填表人：张**　电话：138****5678',
        })),
      ),
    exportForms: async (choice) => {
      session.cancelled = false
      const files = []
      for (const [index, id] of choice.forms.entries()) {
        if (session.cancelled) break
        session.listeners?.progress({ done: index, total: choice.forms.length, what: formOf(id).name })
        await wait()
        if (choice.per_form || index === 0)
          files.push({
            name: `${String(index + 1).padStart(2, '0')}-${formOf(id).name}.xlsx`,
            error: index === 2 ? '文件正在被其他程序使用，请关闭后再导出。' : null,
          })
      }
      const failed = files.filter(({ error }) => error !== null).length
      return { folder: 'D:\\绩效\\2023\\上报', cancelled: session.cancelled, failed, remark: '', files }
    },
    cancel: () => {
      session.cancelled = true
      return wait()
    },
    showFolder: wait,
  }
}
