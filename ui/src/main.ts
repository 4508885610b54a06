import { localeContextKey } from 'element-plus'
import chinese from 'element-plus/es/locale/lang/zh-cn'
import { createApp, shallowRef } from 'vue'
import App from './App.vue'
import './elements.css'
import './style.css'
import { createWorkspace, workspaceKey } from './workspace/workspace'
import { choosePlatform } from './platform'

// A file dropped on the page must never be opened by the page; the program receives it by itself.
for (const kind of ['dragover', 'drop'])
  window.addEventListener(kind, (event) => {
    event.preventDefault()
  })

// The web view's own menu offers to go back, to reload and to save pages, none of which the window has.
window.addEventListener('contextmenu', (event) => {
  event.preventDefault()
})

const workspace = createWorkspace(await choosePlatform())
const app = createApp(App).provide(workspaceKey, workspace)
app.provide(localeContextKey, shallowRef(chinese))
app.mount('#app')
void workspace.session.begin()
