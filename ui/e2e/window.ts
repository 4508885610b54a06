// The real window: the program itself under a WebDriver, with a folder of its own that vanishes with it.

import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Builder, By, Key, until, type WebDriver, type WebElement } from 'selenium-webdriver'

export { Key }

/** The top of the repository. */
export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..')
const TARGET = process.env.CARGO_TARGET_DIR ?? join(ROOT, 'target')
const WAIT_TIMEOUT = 20_000

/** What the dialogs of the desktop answer; what is left out is answered as by a person who cancels. */
export interface Answers {
  readonly books?: readonly string[]
  readonly document?: string
  readonly new_document?: string
  readonly folder?: string
  readonly agencies?: string
  readonly evidence?: readonly string[]
  readonly edition?: string
  readonly new_edition?: string
}

/** A field of a form, as the program names it. */
export type Field = 'title' | 'year' | 'total' | Readonly<Record<string, unknown>>

/** A cell of the `row`th indicator of the first goal. */
export function indicator(row: number, column: string): Field {
  return { indicator: { goal: 0, row, column } }
}

/** What matches the cell of a field. */
export function selector(field: Field): string {
  return `td[data-field='${typeof field === 'string' ? field : JSON.stringify(field)}']`
}

/** How the program was built. */
export type Profile = 'debug' | 'release'

/** Where the window's program lies. */
export function program(profile: Profile): string {
  return join(TARGET, profile, 'jixiao-app')
}

/** Where the command line lies. */
export function tool(): string {
  return join(TARGET, 'debug', 'jixiao')
}

/** A published workbook of the corpus. */
export function book(name: string): string {
  return join(ROOT, 'tests', 'corpus', 'books', name)
}

/** What the command line reads from a workbook; it may say that it did not understand all of it. */
export function readBook(path: string): readonly Record<string, unknown>[] {
  const { stdout } = spawnSync(tool(), ['read', path, '--json'], { encoding: 'utf8', maxBuffer: 1 << 28 })
  return JSON.parse(stdout) as never
}

/** Names of the forms of a document in which the command line finds something. */
export function checkedForms(path: string): ReadonlySet<unknown> {
  const { stdout } = spawnSync(tool(), ['check', path, '--json'], { encoding: 'utf8', maxBuffer: 1 << 28 })
  return new Set((JSON.parse(stdout) as readonly Record<string, unknown>[]).map(({ form }) => form))
}

/** How many formulas the sheets of a workbook hold. */
export function formulasIn(path: string): number {
  const count =
    'import re, sys, zipfile; book = zipfile.ZipFile(sys.argv[1]); ' +
    'sheets = [name for name in book.namelist() if re.match("xl/worksheets/sheet", name)]; ' +
    'print(sum(book.read(name).count(b"<f>") for name in sheets))'
  return Number(execFileSync('python3', ['-c', count, path], { encoding: 'utf8' }))
}

/** The text of a PDF, without white space. */
export function pdfText(path: string): string {
  return execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' }).replace(/\s+/g, '')
}

/** The address of the session bus, should a test start one. */
function busIn(folder: string): string {
  return `unix:path=${join(folder, 'bus')}`
}

/** Starts a session bus for the programs of a folder, as a desktop has one. */
export async function startBus(folder: string): Promise<ChildProcess> {
  const bus = spawn('dbus-daemon', ['--session', '--nofork', '--print-address', `--address=${busIn(folder)}`], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  await once(bus.stdout, 'data')
  return bus
}

/** Starts the program once more, from within `folder`, and waits until it has ended. */
export async function startAgain(folder: string, args: readonly string[]): Promise<void> {
  await once(spawn(program('debug'), args, { cwd: folder, env: environment(folder), stdio: 'ignore' }), 'exit')
}

export class Window {
  private constructor(
    private readonly server: ChildProcess,
    readonly driver: WebDriver,
    /** Where the program keeps what it keeps, and tests their files. */
    readonly folder: string,
  ) {}

  /** Starts the program, in a new folder or in that of an earlier window. */
  static async open(given?: string, args: readonly string[] = [], profile: Profile = 'debug'): Promise<Window> {
    const folder = given ?? mkdtempSync(join(tmpdir(), 'jixiao-window-'))
    const port = await freePort()
    const server = spawn('WebKitWebDriver', [`--port=${String(port)}`], { env: environment(folder), stdio: 'ignore' })
    try {
      const driver = await session(port, args, program(profile))
      return new Window(server, driver, folder)
    } catch (error) {
      server.kill()
      throw error
    }
  }

  /** Ends the program as the window's closing does, and keeps its folder. */
  async close(): Promise<void> {
    await this.driver.quit().catch(() => undefined)
    this.server.kill()
  }

  /** Closes the window by the cross in its corner and waits until the program has ended; its folder stays. */
  async leave(): Promise<void> {
    closeByCross()
    await this.ended()
    this.server.kill()
  }

  /** Waits until the window is no longer there. */
  private async ended(): Promise<void> {
    const started = Date.now()
    const isOpen = async (): Promise<boolean> =>
      this.text().then(
        () => true,
        () => false,
      )
    while (await isOpen()) if (Date.now() - started > WAIT_TIMEOUT) throw new Error('the window does not close')
  }

  /** Ends the program and removes what it left. */
  async end(): Promise<void> {
    await this.close()
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  }

  path(name: string): string {
    return join(this.folder, name)
  }

  files(name: string): readonly string[] {
    return readdirSync(this.path(name)).sort()
  }

  /** What the dialogs of the desktop answer from now on. */
  answer(answers: Answers): void {
    writeFileSync(answersIn(this.folder), JSON.stringify(answers))
  }

  async script<Value>(code: string, ...args: readonly unknown[]): Promise<Value> {
    return this.driver.executeScript<Value>(code, ...args)
  }

  async find(css: string): Promise<WebElement> {
    return this.driver.wait(until.elementLocated(By.css(css)), WAIT_TIMEOUT, `nothing matches ${css}`)
  }

  /** Clicks what a person reads as `text`: a button, a radio or an entry of a menu that begins so. */
  async click(text: string, within = 'body'): Promise<void> {
    await this.clickOnce(`“${text}” cannot be clicked`, () => this.clickable(text, within))
  }

  /** Chooses an entry of a menu: clicks it until the menu has closed over it. */
  async choose(menu: string, entry: string): Promise<void> {
    await this.click(menu)
    await this.wait(`“${entry}” is not taken`, async () => {
      const item = await this.clickable(entry, 'body')
      await item?.click().catch(() => undefined)
      return this.script<boolean>(
        'return ![...document.querySelectorAll("[role=menuitem]")].some((each) => each.checkVisibility())',
      )
    })
  }

  /** Clicks the first element that matches, however it is called. */
  async clickOn(css: string): Promise<void> {
    await this.clickOnce(
      `${css} cannot be clicked`,
      async () => (await this.driver.findElements(By.css(css)))[0] ?? null,
    )
  }

  /**
   * While a menu or a dialog glides in or out, things are not where they are drawn: clicks what stands still, until it
   * is felt.
   */
  private async clickOnce(what: string, find: () => Promise<WebElement | null>): Promise<void> {
    await this.wait(what, async () => {
      const element = await find()
      if (element === null) return false
      return element.click().then(
        () => true,
        () => false,
      )
    })
  }

  /** True once something to click begins with `text`. */
  async offers(text: string): Promise<boolean> {
    return (await this.clickable(text, 'body')) !== null
  }

  private async clickable(text: string, within: string): Promise<WebElement | null> {
    return this.driver.executeAsyncScript<WebElement | null>(
      `const [text, within, done] = arguments
       const all = [...document.querySelectorAll(within + ' :is(button, label, summary, input, [role=menuitem])')]
       const glides = (element) => element !== null
         && (element.getAnimations().some((each) => each.playState === 'running') || glides(element.parentElement))
       const seen = all.filter((element) => element.checkVisibility() && !element.disabled && !glides(element))
       const read = (element) => (element.getAttribute('aria-label') ?? element.innerText).trim()
       const shown = (element) => element.innerText.trim()
       const found = seen.find((element) => shown(element) === text || read(element) === text)
         ?? seen.find((element) => shown(element).startsWith(text)) ?? null
       // A menu is put in its place after it is drawn: what stands elsewhere a moment later is clicked the next time.
       const place = () => { const { x, y } = found.getBoundingClientRect(); return x + ' ' + y }
       const before = found === null ? '' : place()
       setTimeout(() => done(found !== null && place() === before ? found : null), found === null ? 0 : 40)`,
      text,
      within,
    )
  }

  /** The text of a form's cell, by the field it shows. */
  async cell(field: Field): Promise<string> {
    return this.script<string>(
      'return document.querySelector(arguments[0])?.querySelector(".text:not(.ghost)")?.innerText ?? ""',
      selector(field),
    )
  }

  /** Puts the selection on a form's cell. */
  async pick(field: Field): Promise<void> {
    const cell = await this.find(selector(field))
    await this.script('arguments[0].scrollIntoView({ block: "center" })', cell)
    await this.clickOn(selector(field))
  }

  /** What a screen reader says of whatever has the focus. */
  async focus(): Promise<string> {
    return this.script<string>('return document.activeElement?.getAttribute("aria-label") ?? ""')
  }

  /** Everything that can be read in the window, or in a part of it, white space made one space. */
  async text(within = 'body'): Promise<string> {
    return this.script<string>(
      'return (document.querySelector(arguments[0])?.innerText ?? "").replace(/\\s+/g, " ")',
      within,
    )
  }

  /** Waits until the window, or a part of it, says `text`. */
  async says(text: string, within = 'body'): Promise<void> {
    let last = ''
    const said = async (): Promise<boolean> => (last = await this.text(within)).includes(text)
    await this.driver.wait(said, WAIT_TIMEOUT).catch(() => {
      throw new Error(`“${text}” is never said, but: ${last}`)
    })
  }

  /** Waits until a part of the window says `text` no longer. */
  async saysNoMore(text: string, within = 'body'): Promise<void> {
    await this.wait(`“${text}” is still said`, async () => !(await this.text(within)).includes(text))
  }

  /** Waits until a cell of the form shows `text`. */
  async shows(field: Field, text: string): Promise<void> {
    let last = ''
    const shown = async (): Promise<boolean> => (last = await this.cell(field)) === text
    await this.driver.wait(shown, WAIT_TIMEOUT).catch(() => {
      throw new Error(`${selector(field)} shows “${last}”, not “${text}”`)
    })
  }

  /** Waits until `check` gives something. */
  async wait<Value>(what: string, check: () => Promise<Value>): Promise<NonNullable<Value>> {
    const found = await this.driver.wait(check, WAIT_TIMEOUT, what)
    return found as NonNullable<Value>
  }

  /** Takes a picture of the whole screen, in as few colours as the calm screens have. */
  picture(path: string): void {
    execFileSync('import', ['-window', 'root', '-dither', 'None', '-colors', '128', '-strip', `png8:${path}`])
  }

  /** From the start page: the forms of a book as they are, in a document of that name. */
  async importAsIs(from: string, document: string): Promise<void> {
    this.answer({ books: [from], new_document: this.path(document) })
    await this.click('导入去年的自评表')
    await this.says('核对导入')
    await this.click('原样导入')
    await this.click('导入 ', '.foot')
    await this.find('.bar')
  }

  /** Types as at the keyboard, into whatever has the focus. */
  async type(...keys: readonly string[]): Promise<void> {
    await this.driver
      .actions()
      .sendKeys(...keys)
      .perform()
  }

  /** Presses a key while others are held. */
  async press(key: string, ...held: readonly string[]): Promise<void> {
    const actions = this.driver.actions()
    for (const each of held) actions.keyDown(each)
    actions.sendKeys(key)
    for (const each of held) actions.keyUp(each)
    await actions.perform()
  }
}

/** What a program gets that keeps everything in a folder of its own. */
export function environment(folder: string): NodeJS.ProcessEnv {
  return {
    ...process.env,
    HOME: folder,
    XDG_DATA_HOME: join(folder, 'data'),
    XDG_CONFIG_HOME: join(folder, 'config'),
    XDG_CACHE_HOME: join(folder, 'cache'),
    // No bus unless a test starts one: programs of other tests, or of the person at this desk, are nobody's first
    // window.
    DBUS_SESSION_BUS_ADDRESS: busIn(folder),
    JIXIAO_PICKER: answersIn(folder),
    TAURI_WEBVIEW_AUTOMATION: 'true',
    // No graphics card where tests run.
    LIBGL_ALWAYS_SOFTWARE: '1',
    WEBKIT_DISABLE_DMABUF_RENDERER: '1',
    WEBKIT_DISABLE_COMPOSITING_MODE: '1',
    NO_AT_BRIDGE: '1',
  }
}

/** The windows of the program, as the desktop numbers them; only those that can be seen, on demand. */
export function windowNumbers(...only: readonly '--onlyvisible'[]): readonly string[] {
  const { stdout } = spawnSync('xdotool', ['search', ...only, '--name', '绩效自评'], { encoding: 'utf8' })
  return stdout.split('\n').filter((number) => number !== '')
}

/** Clicks the cross in the corner of the program's window. */
export function closeByCross(): void {
  execFileSync('/usr/bin/python3', [join(ROOT, 'ui', 'e2e', 'close.py'), ...windowNumbers()])
}

/** The process that shows the page of the program that keeps its things in `folder`; undefined while there is none. */
export function pageProcess(folder: string): number | undefined {
  const ours = readdirSync('/proc').find((entry) => isPageOf(folder, entry))
  return ours === undefined ? undefined : Number(ours)
}

/** Whether a process shows the page of the program that keeps its things in `folder`. */
function isPageOf(folder: string, process: string): boolean {
  try {
    const name = readFileSync(`/proc/${process}/comm`, 'utf8')
    return name.startsWith('WebKitWebProces') && readFileSync(`/proc/${process}/environ`, 'utf8').includes(`${folder}/`)
  } catch {
    return false // no process, or one that has just ended
  }
}

function answersIn(folder: string): string {
  return join(folder, 'answers.json')
}

async function session(port: number, args: readonly string[], binary: string): Promise<WebDriver> {
  const options = { 'webkitgtk:browserOptions': { binary, args } }
  const started = Date.now()
  for (;;) {
    try {
      return await new Builder()
        .usingServer(`http://127.0.0.1:${String(port)}`)
        .withCapabilities({ browserName: 'wry', ...options })
        .build()
    } catch (error) {
      // The server needs a moment before it listens.
      if (Date.now() - started > WAIT_TIMEOUT || !String(error).includes('ECONNREFUSED')) throw error
      await new Promise((resolve) => {
        setTimeout(resolve, 100)
      })
    }
  }
}

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => {
        if (typeof address === 'object' && address) resolve(address.port)
        else reject(new Error('no port'))
      })
    })
  })
}
