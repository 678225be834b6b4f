/** The doorway. The page gets two functions and no Electron object. */
import { contextBridge, ipcRenderer } from 'electron'
import { makeBridge } from './doorway'

contextBridge.exposeInMainWorld('bridge', makeBridge(ipcRenderer))
