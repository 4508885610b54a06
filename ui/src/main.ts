import { createApp } from 'vue'
import App from './App.vue'
import './elements.css'
import './style.css'
import { createDesk, deskKey } from './desk/desk'
import { choosePlatform } from './platform'

// A file dropped on the page must never be opened by the page; the program receives it by itself.
for (const kind of ['dragover', 'drop']) window.addEventListener(kind, (event) => { event.preventDefault() })

const desk = createDesk(await choosePlatform())
createApp(App).provide(deskKey, desk).mount('#app')
void desk.begin()
