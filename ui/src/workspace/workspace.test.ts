import { describe, expect, it } from 'vitest'
import type { Platform } from '../platform'
import { fake } from '../platform/fake'
import type { CellView } from '../wire/wire'
import { createWorkspace, type Workspace } from './workspace'
import { answered, nothingPending, shownText, withEdits } from './pending'
import { createQueue } from './queue'
import { errorText } from './errorText'

async function open(change: (platform: Platform) => Partial<Platform> = () => ({})): Promise<Workspace> {
  const platform = fake({ delay: 1 })
  const workspace = createWorkspace({ ...platform, ...change(platform) })
  await workspace.session.openSample()
  await workspace.showForm(2)
  return workspace
}

function cells(workspace: Workspace): readonly CellView[] {
  return workspace.form.value?.cells.filter((cell) => cell.kind === 'input' && cell.indicator !== null) ?? []
}

function shown(workspace: Workspace, field: string): string {
  const cell = workspace.form.value?.cells.find((entry) => entry.field === field)
  return cell ? shownText(cell, workspace.edits.pending.value) : ''
}

describe('the queue', () => {
  it('keeps the order, whatever takes long and whatever fails', async () => {
    const queue = createQueue()
    const order: number[] = []
    const later = (number: number, after: number, fails = false) =>
      queue.push(async () => {
        await new Promise((resolve) => {
          setTimeout(resolve, after)
        })
        order.push(number)
        if (fails) throw new Error('no')
      })
    const all = [later(1, 20), later(2, 1, true), later(3, 5)]
    expect(queue.waiting()).toBe(3)
    await Promise.allSettled(all)
    await queue.idle()
    expect(order).toEqual([1, 2, 3])
    expect(queue.waiting()).toBe(0)
  })
})

describe('pending texts', () => {
  it('stay until the last edit of their field is answered', () => {
    const one = [{ field: 'a', text: '1' }]
    const two = [{ field: 'a', text: '2' }]
    const both = withEdits(withEdits(nothingPending, one), two)
    expect(answered(both, one).get('a')?.text).toBe('2')
    expect(answered(answered(both, one), two).size).toBe(0)
  })
})

describe('the workspace', () => {
  it('collects the units only when the person has seen what it comes to', async () => {
    const answers: unknown[] = []
    const workspace = await open((platform) => ({
      collectTake: (given) => {
        answers.push(given)
        return platform.collectTake(given)
      },
    }))
    await workspace.imports.pickCollect()
    expect([workspace.dialog.value, workspace.imports.collecting.value?.conflicts.length, answers]).toEqual([
      'collect',
      2,
      [],
    ])
    await workspace.imports.takeCollect(['ours', 'later'])
    expect([workspace.dialog.value, workspace.view.value, answers]).toEqual([null, 'list', [['ours', 'later']]])
    expect(workspace.toast.value?.undo).toBe(true)
  })

  it('keeps the conflicts and their answers on the screen when they could not be taken over', async () => {
    const workspace = await open(() => ({
      collectTake: () => Promise.reject(new Error('文档在这期间有改动，请重新收集')),
    }))
    await workspace.imports.pickCollect()
    await workspace.imports.takeCollect(['ours', 'later'])
    expect([workspace.dialog.value, workspace.view.value]).toEqual(['collect', 'form'])
    expect(workspace.error.value).toContain('请重新收集')
  })

  it('shows nothing when the person picks no folder', async () => {
    const workspace = await open(() => ({ collectPick: () => Promise.resolve(null) }))
    await workspace.imports.pickCollect()
    expect([workspace.dialog.value, workspace.view.value]).toEqual([null, 'form'])
  })

  it('shows an edit at once, and loses none of many', async () => {
    const workspace = await open()
    const fields = cells(workspace)
      .slice(0, 12)
      .flatMap((cell) => cell.field ?? [])
    const edits = fields.map((field, index) => workspace.edits.edit([{ field, text: `值${String(index)}` }]))
    fields.forEach((field, index) => {
      expect(shown(workspace, field)).toBe(`值${String(index)}`)
    })
    await Promise.all(edits)
    expect(workspace.edits.pending.value.size).toBe(0)
    fields.forEach((field, index) => {
      expect(shown(workspace, field)).toBe(`值${String(index)}`)
    })
  })
  it('goes on when a command ends in a mistake of the program, and offers a backup for what is refused', async () => {
    let isBroken = true
    const mistake = { message: '程序出现了没有预料到的问题。请再试一次。', code: 'unexpected' }
    const workspace = await open((platform) => ({
      edit: (id, edits) => (isBroken ? Promise.reject(mistake) : platform.edit(id, edits)),
      openDocument: () => Promise.reject({ message: '文件已经损坏，请从备份恢复。', code: 'restorable' }),
    }))
    const field = cells(workspace)[0]?.field ?? ''
    await workspace.edits.edit([{ field, text: '新' }])
    expect([workspace.edits.unsaved.value, workspace.restorable.value]).toEqual([1, null])
    isBroken = false
    expect(await workspace.edits.flushEdits()).toBe(true)
    await workspace.session.open()
    expect(workspace.restorable.value).toBe(workspace.error.value)
    workspace.error.value = '别的'
    expect(workspace.restorable.value).not.toBe(workspace.error.value)
  })
  it('loses nothing when the disk is full: the text stays, is told of, and is kept once there is room', async () => {
    let full = true
    const workspace = await open((platform) => ({
      edit: (id, edits) => (full ? Promise.reject({ message: '磁盘已满，请清理后重试。' }) : platform.edit(id, edits)),
    }))
    const field = cells(workspace)[0]?.field ?? ''
    await workspace.edits.edit([{ field, text: '新' }])
    expect(shown(workspace, field)).toBe('新')
    expect(workspace.error.value).toBe('磁盘已满，请清理后重试。')
    expect(workspace.edits.unsaved.value).toBe(1)
    await workspace.showForm(3) // would lose it
    await workspace.changes.undo()
    await workspace.session.close()
    await workspace.edits.save()
    expect(workspace.form.value?.id).toBe(2)
    expect(workspace.document.value).not.toBeNull()
    expect(workspace.toast.value).toBeNull()
    full = false
    await workspace.showForm(3)
    await workspace.showForm(2)
    expect(workspace.edits.unsaved.value).toBe(0)
    expect(shown(workspace, field)).toBe('新')
  })
  it('keeps what is typed while another form is on its way, and shows the form asked for last', async () => {
    let typing = ''
    const slow: Record<number, number> = { 3: 30, 4: 5 }
    const workspace = await open((platform) => ({
      form: async (id) => {
        await new Promise((resolve) => {
          setTimeout(resolve, slow[id] ?? 0)
        })
        return platform.form(id)
      },
    }))
    const field = cells(workspace)[0]?.field ?? ''
    workspace.edits.drafts.add(() => {
      if (typing !== '') void workspace.edits.edit([{ field, text: typing }])
      typing = ''
    })
    const third = workspace.showForm(3)
    const fourth = workspace.showForm(4)
    typing = '刚打的字'
    await Promise.all([third, fourth])
    expect(workspace.form.value?.id).toBe(4)
    await workspace.showForm(2)
    expect(shown(workspace, field)).toBe('刚打的字')
  })
  it('closes the window when everything is kept, and not before', async () => {
    let closing = (): void => undefined
    const done: string[] = []
    let full = true
    const workspace = await open((platform) => ({
      listen: (listeners) => {
        ;({ closing } = listeners)
        return Promise.resolve()
      },
      edit: (id, edits) => (full ? Promise.reject({ message: '磁盘已满' }) : platform.edit(id, edits)),
      leave: () => {
        done.push('leave')
        return Promise.resolve()
      },
      stay: () => {
        done.push('stay')
        return Promise.resolve()
      },
    }))
    await workspace.session.begin()
    await workspace.showForm(2)
    let typing = '还没有回车'
    workspace.edits.drafts.add(() => {
      if (typing !== '') void workspace.edits.edit([{ field: cells(workspace)[0]?.field ?? '', text: typing }])
      typing = ''
    })
    closing()
    await expect.poll(() => done).toEqual(['stay'])
    expect(workspace.error.value).toContain('再次关闭窗口将放弃')
    closing() // insists
    await expect.poll(() => done).toEqual(['stay', 'leave'])
    full = false
    closing()
    await expect.poll(() => done).toEqual(['stay', 'leave', 'leave'])
    expect(workspace.edits.unsaved.value).toBe(0)
  })
  it('takes what is handed to the program when nothing else is being done', async () => {
    let handed = (_: 'document' | 'books'): void => undefined
    const asked: string[] = []
    const workspace = await open((platform) => ({
      listen: (listeners) => {
        ;({ handed } = listeners)
        return Promise.resolve()
      },
      openHanded: () => {
        asked.push(workspace.task.value === null ? 'something may be typed meanwhile' : 'document')
        return platform.document()
      },
      importHanded: () => {
        asked.push('books')
        return Promise.resolve(null)
      },
    }))
    await workspace.session.begin()
    workspace.dialog.value = 'waive'
    handed('document')
    expect(workspace.error.value).not.toBeNull()
    workspace.dialog.value = 'help'
    handed('document')
    await expect.poll(() => asked).toEqual(['document'])
    await expect.poll(() => workspace.dialog.value).toBeNull()
    handed('books')
    await expect.poll(() => asked).toEqual(['document', 'books'])
  })
  it('shows workbooks that are handed over, also after a document that could not be opened', async () => {
    let handed = (_: 'document' | 'books'): void => undefined
    const workspace = await open((platform) => ({
      listen: (listeners) => {
        ;({ handed } = listeners)
        return Promise.resolve()
      },
      openHanded: () => Promise.reject({ message: '坏.jixiao 不是文档' }),
      importHanded: () => platform.importPick(),
    }))
    await workspace.session.begin()
    handed('document')
    await expect.poll(() => workspace.error.value).toContain('坏.jixiao')
    expect(workspace.view.value).toBe('form')
    workspace.error.value = null
    handed('books')
    await expect.poll(() => workspace.view.value).toBe('import')
    expect([workspace.importReview.value?.books.length, workspace.task.value]).toEqual([2, null])
  })
  it('undoes a removal from the list, offered in a word', async () => {
    const workspace = await open()
    const before = workspace.document.value?.forms.length ?? 0
    await workspace.changes.changeList({ kind: 'remove', ids: [3, 4] })
    expect(workspace.document.value?.forms).toHaveLength(before - 2)
    expect(workspace.toast.value?.undo).toBe(true)
    await workspace.changes.undo()
    expect(workspace.document.value?.forms).toHaveLength(before)
  })
  it('offers no way back that would take a newer change back', async () => {
    const workspace = await open()
    await workspace.changes.changeList({ kind: 'remove', ids: [3] })
    await workspace.edits.edit([{ field: cells(workspace)[0]?.field ?? '', text: '新' }])
    expect(workspace.toast.value).toBeNull()
  })
  it('asks before a form gets another edition', async () => {
    const workspace = await open()
    workspace.dialogs.askEdition('hubei-2021-department')
    expect([workspace.dialog.value, workspace.dialogs.newEdition.value]).toEqual(['edition', 'hubei-2021-department'])
    expect(workspace.document.value?.undo).toBeNull()
  })
  it('offers a way back after results were filled in', async () => {
    const workspace = await open()
    const row = (await workspace.platform.rollup()).departments[0]?.rows[0]
    if (!row) throw new Error('no row')
    await workspace.rollup.fill(1, [row])
    expect(workspace.toast.value).toMatchObject({ text: '已填入汇总结果，得分按评分规则重新计算', undo: true })
    await workspace.rollup.fill(1, [row, { ...row, unscored: true }])
    expect(workspace.toast.value).toMatchObject({
      text: '已填入汇总结果；1 行没有分值，得分未重算，请核对',
      undo: true,
    })
  })
  it('asks what a row is put together from', async () => {
    const workspace = await open()
    const [department] = (await workspace.platform.rollup()).departments
    const row = department?.rows[0]
    if (department && row) workspace.dialogs.askLink({ form: department.id, row })
    expect([workspace.dialog.value, workspace.dialogs.linking.value?.row.name]).toEqual(['link', '补贴发放人数'])
  })
  it('keeps own words of the disclosure until they are taken back', async () => {
    const workspace = await open()
    const own = async () => (await workspace.platform.disclosure()).sections.map((section) => section.own)
    await workspace.rollup.setOwnWords('measures', '加强调度。')
    expect(await own()).toEqual([null, '加强调度。'])
    await workspace.rollup.setOwnWords('measures', null)
    expect(await own()).toEqual([null, null])
  })
  it('opens next year’s document in the place of this one', async () => {
    const workspace = await open()
    await workspace.session.nextYear(2024, [])
    expect(workspace.document.value?.year).toBe(2024)
  })
  it('goes to another form when the one shown is removed', async () => {
    const workspace = await open()
    await workspace.changes.changeList({ kind: 'remove', ids: [2] })
    expect(workspace.form.value?.id).toBe(1)
  })
  it('changes nothing while the file is only to be looked at', async () => {
    const platform = fake({ delay: 1, readOnly: true })
    const workspace = createWorkspace(platform)
    await workspace.session.openSample()
    await workspace.edits.edit([{ field: cells(workspace)[0]?.field ?? '', text: 'x' }])
    expect(await workspace.changes.changeList({ kind: 'remove', ids: [2] })).toBeNull()
    expect(workspace.document.value?.undo).toBeNull()
  })
})

describe('errorText', () => {
  it.each([
    [{ message: '文件打不开。' }, '文件打不开。'],
    ['文件打不开。', '文件打不开。'],
  ])('%o', (thrown, text) => {
    expect(errorText(thrown)).toBe(text)
  })
  it('never shows a bare error', () => {
    expect(errorText(new TypeError('x is undefined'))).toContain('请重试')
  })
})

describe('the library', () => {
  it('says what was added, and takes it back', async () => {
    const workspace = await open((platform) => ({
      libraryAdd: async () => ({ changed: await platform.undo(), indicators: 84, failed: [] }),
    }))
    await workspace.imports.addToLibrary()
    expect(workspace.toast.value).toMatchObject({ text: '已添加 84 个指标', undo: true })
  })

  it('says which books could not be read', async () => {
    const workspace = await open()
    await workspace.imports.addToLibrary()
    expect(workspace.error.value).toContain('坏的.xlsx')
  })

  it('changes nothing when the person cancels', async () => {
    const workspace = await open(() => ({ libraryAdd: () => Promise.resolve(null) }))
    const before = workspace.document.value
    await workspace.imports.addToLibrary()
    expect([workspace.document.value, workspace.toast.value, workspace.error.value]).toEqual([before, null, null])
  })
})

it('another document has its findings looked at from the start', async () => {
  const workspace = await open()
  workspace.review.filter.value = { ...workspace.review.filter.value, words: '总分', form: 2 }
  workspace.review.position.value = 7
  await workspace.session.openSample()
  expect([
    workspace.review.filter.value.words,
    workspace.review.filter.value.form,
    workspace.review.position.value,
  ]).toEqual(['', null, 0])
})

it('removes a project for good only once what is typed is kept, and says so', async () => {
  let full = true
  const workspace = await open((platform) => ({
    edit: (id, edits) => (full ? Promise.reject({ message: '磁盘已满' }) : platform.edit(id, edits)),
  }))
  const before = workspace.document.value?.forms.length ?? 0
  await workspace.edits.edit([{ field: cells(workspace)[0]?.field ?? '', text: '新' }])
  expect(await workspace.purge({ forms: [3], backups: true })).toBeNull()
  full = false
  await workspace.purge({ forms: [3], backups: true })
  expect([workspace.document.value?.forms.length, workspace.document.value?.undo]).toEqual([before - 1, null])
  expect(workspace.toast.value).toMatchObject({ text: '已彻底清除 1 个项目', undo: false })
})
