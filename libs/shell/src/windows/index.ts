export { judgeWindowsArgv, judgeWindowsLine, type WindowsShell } from './judge-windows.js';
